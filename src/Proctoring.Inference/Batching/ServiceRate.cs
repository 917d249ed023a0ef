namespace Proctoring.Inference.Batching;

/// <summary>How fast frames are done, from the latest batches: what a refusal tells about when to come again.</summary>
internal sealed class ServiceRate
{
    private const double Weight = 0.1; // of the latest batch
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private double _secondsAFrame;

    /// <param name="elapsed">Of one batch, from taking it to its results.</param>
    public void Observe(int frames, TimeSpan elapsed)
    {
        var latest = elapsed.TotalSeconds / frames;
        var before = Volatile.Read(ref _secondsAFrame);
        Volatile.Write(ref _secondsAFrame, before == 0 ? latest : before + Weight * (latest - before)); // of two writers at once one is lost: it is an estimate
    }

    /// <summary>About how long until half of what waits is done.</summary>
    /// <param name="waiting">Frames that wait.</param>
    /// <param name="workers">Batches at a time.</param>
    public TimeSpan RetryAfter(int waiting, int workers)
    {
        var seconds = waiting / 2.0 * Volatile.Read(ref _secondsAFrame) / Math.Max(1, workers);
        return TimeSpan.FromSeconds(Math.Clamp(seconds, Least.TotalSeconds, Most.TotalSeconds));
    }
}
