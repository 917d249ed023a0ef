using System.Collections.Immutable;

namespace Proctoring.Gateway.Verdicts;

/// <summary>Everything the verdicts of a session depend on. Immutable; <see cref="VerdictRule"/> makes the next one.</summary>
internal sealed record SessionState
{
    /// <summary>Time of the latest analysed frame; null before the first.</summary>
    public DateTimeOffset? LastFrameAt { get; init; }

    public PhoneTimeline Phone { get; init; } = PhoneTimeline.Empty;

    public required ImmutableArray<Appearances> Objects { get; init; }

    /// <summary>Stays true for the session once an episode was marked, until reviewers have dismissed every one.</summary>
    public bool CheatingDetected => Phone.Marks > Phone.Dismissed.Length;

    /// <summary>The state after reviewers have decided something; the same where nobody has.</summary>
    public SessionState After(Sessions.Dismissals? dismissals) =>
        dismissals is null || dismissals.Episodes.AsSpan().SequenceEqual(Phone.Dismissed.AsSpan()) ? this : this with { Phone = Phone with { Dismissed = dismissals.Episodes } };

    public static SessionState Start(VerdictOptions options) => new() { Objects = ObjectCounter.Start(options) };
}
