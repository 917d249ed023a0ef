using System.Collections.Concurrent;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Access.OneUse;

/// <summary>Secrets of one process; they end with it.</summary>
internal sealed class OneUseInMemory(SessionClock clock) : IOneUseSecrets
{
    /// <summary>More are refused: a laptop has no use for them.</summary>
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<(SecretKind, string), (CandidatePass Pass, DateTimeOffset Until)> _secrets = new();

    public ValueTask<string?> IssueAsync(SecretKind kind, CandidatePass pass, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (_secrets.Count >= Most / 2) Sweep();
        if (_secrets.Count >= Most) return ValueTask.FromResult<string?>(null);
        var secret = Secret.New();
        _secrets[(kind, Secret.Digest(secret))] = (pass, clock.Now + lifetime);
        return ValueTask.FromResult<string?>(secret);
    }

    public ValueTask<Answer<CandidatePass>> RedeemAsync(SecretKind kind, string secret, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_secrets.TryRemove((kind, Secret.Digest(secret)), out var kept) && kept.Until > clock.Now ? Answer<CandidatePass>.Of(kept.Pass) : Answer<CandidatePass>.Nothing);

    public ValueTask<int?> ForgetAsync(string candidate, CancellationToken cancellationToken)
    {
        var theirs = _secrets.Where(pair => pair.Value.Pass.Candidate == candidate).Select(pair => pair.Key).ToList();
        return ValueTask.FromResult<int?>(theirs.Count(key => _secrets.TryRemove(key, out _)));
    }

    private void Sweep()
    {
        foreach (var (key, kept) in _secrets)
        {
            if (kept.Until <= clock.Now) _secrets.TryRemove(key, out _);
        }
    }
}
