namespace Proctoring.Load.Recording;

/// <summary>Durations, to 2 % from 0.1 ms to a minute. Many may add at once.</summary>
internal sealed class Histogram
{
    private const double Least = 0.1;
    private const double Step = 1.02;
    private static readonly int Buckets = (int)Math.Ceiling(Math.Log(60_000 / Least) / Math.Log(Step)) + 1;

    private readonly int[] _counts = new int[Buckets];

    public long Count => _counts.Sum(count => (long)count);

    public void Add(TimeSpan duration)
    {
        var bucket = Math.Log(Math.Max(Least, duration.TotalMilliseconds) / Least) / Math.Log(Step);
        Interlocked.Increment(ref _counts[Math.Min(Buckets - 1, (int)bucket)]);
    }

    public void Add(Histogram other)
    {
        for (var i = 0; i < Buckets; i++) _counts[i] += other._counts[i];
    }

    /// <summary>Milliseconds below which a share (0–1) lies; not a number where there is nothing.</summary>
    public double Percentile(double share)
    {
        var (wanted, seen) = (share * Count, 0L);
        if (wanted == 0 && Count == 0) return double.NaN;
        for (var i = 0; i < Buckets; i++)
        {
            seen += _counts[i];
            if (seen > 0 && seen >= wanted) return Edge(i);
        }
        return Edge(Buckets - 1);
    }

    /// <summary>For a curve: milliseconds, and the share (0–1) that lies below.</summary>
    public IEnumerable<(double Milliseconds, double Share)> Curve()
    {
        var (all, seen) = (Count, 0L);
        for (var i = 0; i < Buckets; i++)
        {
            if (_counts[i] == 0) continue;
            seen += _counts[i];
            yield return (Edge(i), (double)seen / all);
        }
    }

    // The middle of a bucket.
    private static double Edge(int bucket) => Least * Math.Pow(Step, bucket + 0.5);
}
