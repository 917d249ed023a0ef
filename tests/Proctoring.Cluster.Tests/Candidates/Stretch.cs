namespace Proctoring.Cluster.Tests.Candidates;

/// <summary>
/// A stretch of phone within which there is one mark at most. Frames arrive a little later than they are sent, and a gateway that
/// is killed takes with it what it had not stored: phone time is known between two bounds.
/// </summary>
/// <param name="Least">Phone time that no gateway can have missed.</param>
/// <param name="Most">Phone time that gateways can have seen at most.</param>
/// <param name="MayBeTwo">Whether a blindness just as long as what is forgiven may have split it.</param>
internal sealed record Stretch(DateTimeOffset From, DateTimeOffset To, TimeSpan Least, TimeSpan Most, bool MayBeTwo)
{
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan Blind = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BlindTolerance = TimeSpan.FromSeconds(15);

    /// <summary>How late a frame may arrive on two cores that do everything at once.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.3);

    public bool MustBeMarked => Least >= Hold + Frame;

    public bool MayBeMarked => Most >= Hold - Slack;

    private static Stretch At(DateTimeOffset time) => new(time, time, TimeSpan.Zero, TimeSpan.Zero, false);

    /// <param name="lost">What a gateway that is killed may take with it.</param>
    public static IReadOnlyList<Stretch> Of(ExamCandidate candidate, TimeSpan lost)
    {
        var answered = candidate.Of<Happening.Verdict>().Select(verdict => verdict.SentAt).ToHashSet();
        DateTimeOffset[] kills = [.. candidate.Of<Happening.Closed>().Where(closed => closed.Code != 1001).Select(closed => closed.At)];
        var stretches = new List<Stretch>();
        DateTimeOffset? sent = null, seen = null;
        foreach (var frame in candidate.Of<Happening.Sent>())
        {
            if (!frame.Phone) (sent, seen) = (null, null);
            if (!frame.Phone) continue;
            if (sent is null || frame.At - sent > BlindTolerance + Slack)
            {
                stretches.Add(At(frame.At));
                seen = null;
            }
            else
            {
                stretches[^1] = stretches[^1].Send(frame.At, frame.At - sent.Value);
            }
            sent = frame.At;
            if (!answered.Contains(frame.At)) continue;
            if (seen is { } last) stretches[^1] = stretches[^1].See(frame.At - last, kills.Any(kill => kill >= last && kill <= frame.At) ? lost : TimeSpan.Zero);
            seen = frame.At;
        }
        return stretches;
    }

    private Stretch Send(DateTimeOffset at, TimeSpan since) => this with { To = at, Most = Most + (since <= Blind + Slack ? since : TimeSpan.Zero) };

    private Stretch See(TimeSpan since, TimeSpan lost)
    {
        if (since > BlindTolerance - Slack) return this with { Least = TimeSpan.Zero, MayBeTwo = true };
        var least = Least + (since <= Blind - Slack ? since : TimeSpan.Zero) - lost;
        return this with { Least = least > TimeSpan.Zero ? least : TimeSpan.Zero };
    }
}
