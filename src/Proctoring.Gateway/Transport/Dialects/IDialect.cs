using Proctoring.Contracts;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary>How verdicts and errors are put for one kind of client. Writes UTF-8 JSON; the caller owns what is returned.</summary>
internal interface IDialect
{
    PooledBytes Verdict(in Verdict verdict);

    PooledBytes Error(string sentence);
}
