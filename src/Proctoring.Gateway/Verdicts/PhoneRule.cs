using System.Collections.Immutable;

namespace Proctoring.Gateway.Verdicts;

/// <summary>
/// The six seconds. A streak starts at the first positive frame; watched time adds to it, blind time suspends it and is
/// kept as a gap. It ends when analysed frames showed no phone for longer than the miss tolerance, or when nothing was
/// analysed for longer than the blind tolerance. Each streak is marked at most once.
/// </summary>
/// <remarks>
/// Whoever sends frames so far apart that each interval is blind would never be marked: blindness is therefore also added
/// up over the streak, and more than the tolerance of it asks for a person.
/// </remarks>
internal static class PhoneRule
{
    /// <summary>Gaps, and episodes, kept a session; beyond it the oldest are dropped, the totals stay.</summary>
    public const int MaxKept = 100;

    public static PhoneStep Observe(PhoneTimeline timeline, bool isPositive, DateTimeOffset at, WatchedTime time, VerdictOptions options)
    {
        if (timeline.Streak is not { } streak) return new PhoneStep(isPositive ? Start(timeline, at) : timeline, null, false);

        if (time.Blind > TimeSpan.Zero) timeline = timeline with { Gaps = Append(timeline.Gaps, new Gap(at - time.Blind, at)) };
        var step = streak.Presence.Step(isPositive, time, options.MissTolerance, options.BlindTolerance);
        if (step.End != PresenceEnd.None)
        {
            timeline = timeline with { Streak = null };
            return new PhoneStep(isPositive ? Start(timeline, at) : timeline, null, step.End == PresenceEnd.Blind);
        }

        var blindInAll = streak.BlindInAll + time.Blind;
        var isBlind = streak.BlindInAll <= options.BlindTolerance && blindInAll > options.BlindTolerance;
        var isDue = !streak.IsMarked && step.Presence.Held >= options.Hold;
        timeline = timeline with
        {
            Streak = streak with { Presence = step.Presence, BlindInAll = blindInAll, IsMarked = streak.IsMarked || isDue },
            Total = timeline.Total + (step.Presence.Held - streak.Presence.Held),
        };
        if (!isDue) return new PhoneStep(timeline, null, isBlind);
        var mark = new Mark(timeline.Marks + 1, at, step.Presence.Held);
        timeline = timeline with { Marks = mark.Episode, Episodes = Append(timeline.Episodes, mark) };
        return new PhoneStep(timeline, mark, isBlind);
    }

    private static PhoneTimeline Start(PhoneTimeline timeline, DateTimeOffset at) =>
        timeline with { Streak = new PhoneStreak(at, default, default, false) };

    private static ImmutableArray<T> Append<T>(ImmutableArray<T> kept, T item) => (kept.Length < MaxKept ? kept : kept.RemoveAt(0)).Add(item);
}
