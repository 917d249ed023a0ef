namespace Proctoring.Gateway.Analysis.Remote.Pods;

/// <summary>Whether a pod may be given frames. Immutable; each call's end makes the next one, the very same where nothing changes.</summary>
/// <remarks>
/// Three failures in a row eject a pod: for a second, then for twice as long each time, half a minute at most, and each time up
/// to a fifth more or less, so that gateways do not come back together. Then it returns: over ten seconds its share of the draw
/// grows from a tenth to the whole, because a pod that starts has cold caches and a thousand sessions at once would fell it
/// again. The first failure on the way back ejects it anew.
/// </remarks>
/// <param name="Failures">In a row.</param>
/// <param name="Ejections">Since it was last well.</param>
/// <param name="EjectedUntil">Of no meaning without ejections.</param>
internal sealed record PodHealth(int Failures, int Ejections, DateTimeOffset EjectedUntil)
{
    private const int FailuresToEject = 3;
    private const double Jitter = 0.2;
    private const double FirstWeight = 0.1;
    private static readonly TimeSpan FirstEjection = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestEjection = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Return = TimeSpan.FromSeconds(10);

    public static readonly PodHealth Well = new(0, 0, default);

    /// <summary>Its share of the draw, 0–1; 0 while it is ejected.</summary>
    public double Weight(DateTimeOffset now)
    {
        if (Ejections == 0 || now >= EjectedUntil + Return) return 1;
        return now < EjectedUntil ? 0 : FirstWeight + (1 - FirstWeight) * ((now - EjectedUntil) / Return);
    }

    /// <summary>It answered. What was sent before an ejection proves nothing about the time after it.</summary>
    public PodHealth Succeed(DateTimeOffset now) => Weight(now) switch
    {
        0 => this,
        1 => Ejections == 0 && Failures == 0 ? this : Well,
        _ => Failures == 0 ? this : this with { Failures = 0 },
    };

    /// <summary>It did not answer, or not as a detector does.</summary>
    /// <param name="chance">0–1, for the jitter.</param>
    public PodHealth Fail(DateTimeOffset now, double chance) => Weight(now) switch
    {
        0 => this,
        1 => Failures + 1 < FailuresToEject ? new PodHealth(Failures + 1, 0, default) : Eject(0, now, chance),
        _ => Eject(Ejections, now, chance),
    };

    private static PodHealth Eject(int before, DateTimeOffset now, double chance)
    {
        var doubled = FirstEjection * Math.Pow(2, Math.Min(before, 10));
        var duration = doubled < LongestEjection ? doubled : LongestEjection;
        return new PodHealth(0, before + 1, now + duration * (1 - Jitter + 2 * Jitter * chance));
    }
}
