namespace Proctoring.Benchmarks.Reporting;

internal static class Samples
{
    /// <summary>The value below which <paramref name="share"/> (0–1) of the samples lie; nearest rank.</summary>
    public static double Percentile(IEnumerable<double> samples, double share)
    {
        var sorted = samples.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public static double Median(IEnumerable<double> samples) => Percentile(samples, 0.5);
}
