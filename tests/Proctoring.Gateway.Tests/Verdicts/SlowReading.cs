namespace Proctoring.Gateway.Tests.Verdicts;

/// <summary>The six-second rule, read off a list of frames in the plainest way. Times in whole milliseconds.</summary>
/// <param name="HeldMs">Phone time of the streak that is on at the last frame.</param>
internal readonly record struct SlowReading(long HeldMs, long TotalMs, int Marks, int Gaps, int Alarms)
{
    private const long Hold = 6000;
    private const long MissTolerance = 1000;
    private const long BlindTolerance = 15_000;

    public static SlowReading Of(List<(long Ms, bool Phone)> frames)
    {
        long total = 0, held = 0;
        int marks = 0, gaps = 0, alarms = 0;
        for (var first = 0; first < frames.Count; first++)
        {
            if (!frames[first].Phone) continue;
            var (end, wasBlind) = EndOf(frames, first);
            var streak = frames.GetRange(first, end - first);
            held = WatchedUntilLastPhone(streak);
            total += held;
            if (held >= Hold) marks++;
            var seenToTheEnd = frames.GetRange(first, Math.Min(end + 1, frames.Count) - first);
            gaps += Intervals(seenToTheEnd).Count(i => i > MissTolerance);
            if (wasBlind) alarms++;
            if (Intervals(streak).Where(i => i > MissTolerance).Sum() > BlindTolerance) alarms++;
            if (end == frames.Count) return new SlowReading(held, total, marks, gaps, alarms);
            first = end - 1;
        }
        return new SlowReading(0, total, marks, gaps, alarms);
    }

    /// <summary>Index of the first frame that no longer belongs to the streak.</summary>
    private static (int End, bool WasBlind) EndOf(List<(long Ms, bool Phone)> frames, int first)
    {
        for (var i = first + 1; i < frames.Count; i++)
        {
            var lastPhone = frames.FindLastIndex(i - 1, i - first, f => f.Phone);
            var since = Intervals(frames.GetRange(lastPhone, i - lastPhone + 1)).ToList();
            if (since.Where(x => x > MissTolerance).Sum() > BlindTolerance) return (i, true);
            if (since.Where(x => x <= MissTolerance).Sum() > MissTolerance) return (i, false);
        }
        return (frames.Count, false);
    }

    private static long WatchedUntilLastPhone(List<(long Ms, bool Phone)> streak)
    {
        var lastPhone = streak.FindLastIndex(f => f.Phone);
        return Intervals(streak.GetRange(0, lastPhone + 1)).Where(i => i <= MissTolerance).Sum();
    }

    private static IEnumerable<long> Intervals(List<(long Ms, bool Phone)> frames) => frames.Zip(frames.Skip(1), (a, b) => b.Ms - a.Ms);
}
