using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Access.OneUse;

/// <summary>Secrets that let a candidate in once. Kept by their digest: who reads the store cannot use them.</summary>
internal interface IOneUseSecrets
{
    /// <summary>Null where it cannot be kept just now.</summary>
    ValueTask<string?> IssueAsync(SecretKind kind, CandidatePass pass, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Takes a secret out: the second time it is not known.</summary>
    ValueTask<Answer<CandidatePass>> RedeemAsync(SecretKind kind, string secret, CancellationToken cancellationToken);

    /// <summary>Forgets a candidate's codes that were not used. Null where that cannot be done just now.</summary>
    ValueTask<int?> ForgetAsync(string candidate, CancellationToken cancellationToken);
}

internal enum SecretKind
{
    /// <summary>In the link of a session.</summary>
    Code,

    /// <summary>In the address of a socket.</summary>
    Ticket,
}
