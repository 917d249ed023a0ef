namespace Proctoring.Gateway.Verdicts;

/// <summary>The time between two analysed frames: either watched or blind.</summary>
/// <param name="Watched">Time that counts; zero when the interval was blind.</param>
/// <param name="Blind">Time in which nothing was analysed; zero when the interval was watched.</param>
internal readonly record struct WatchedTime(TimeSpan Watched, TimeSpan Blind)
{
    /// <summary>An interval longer than <paramref name="longest"/> is blind. The first frame of a session follows no time at all.</summary>
    public static WatchedTime Between(DateTimeOffset? previous, DateTimeOffset at, TimeSpan longest)
    {
        if (previous is null || at <= previous) return default;
        var interval = at - previous.Value;
        return interval > longest ? new WatchedTime(TimeSpan.Zero, interval) : new WatchedTime(interval, TimeSpan.Zero);
    }
}
