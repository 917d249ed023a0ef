using Proctoring.Contracts;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary>
/// How one kind of client talks. Reads what it says in text messages and puts in words what it is told: UTF-8 JSON, owned by
/// the caller; null for what this dialect does not say.
/// </summary>
internal interface IDialect
{
    /// <summary>Whether the client says <see cref="ClientWord.Start"/> before anything else, and may resume a session.</summary>
    bool BeginsWithStart { get; }

    ClientWord Read(ReadOnlySpan<byte> text);

    PooledBytes? Hello(Welcome welcome);

    PooledBytes Verdict(in VerdictReport report);

    PooledBytes? Mark(in Verdicts.Mark mark);

    PooledBytes? Pace(in Frames.Pace pace);

    PooledBytes Error(in Refusal refusal);
}
