namespace Proctoring.Gateway.Webhooks;

/// <summary>What becomes of a notice after an attempt. Pure.</summary>
internal static class RetrySchedule
{
    /// <summary>As Standard Webhooks proposes: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md</summary>
    public static readonly IReadOnlyList<TimeSpan> Default =
        [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10)];

    private const double Jitter = 0.2;

    /// <summary>A target may put off the next attempt, but not for ever.</summary>
    private static readonly TimeSpan LongestWish = TimeSpan.FromHours(24);

    /// <param name="attempts">How many have failed, the latest included; from 1.</param>
    /// <param name="wish">When the target wants to be asked again; null where it has not said.</param>
    /// <param name="chance">0 ≤ chance &lt; 1.</param>
    /// <returns>When the next attempt comes; null for never.</returns>
    public static TimeSpan? Next(IReadOnlyList<TimeSpan> delays, int attempts, TimeSpan? wish, double chance)
    {
        if (attempts > delays.Count) return null;
        var delay = delays[attempts - 1] * (1 - Jitter + (2 * Jitter * chance));
        var wanted = wish < LongestWish ? wish.Value : wish is null ? TimeSpan.Zero : LongestWish;
        return delay > wanted ? delay : wanted;
    }
}
