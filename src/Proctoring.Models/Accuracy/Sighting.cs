using Proctoring.Vision;

namespace Proctoring.Models.Accuracy;

/// <summary>Shows pictures to a viewer, as many at a time as it takes.</summary>
internal static class Sighting
{
    /// <param name="prepare">Makes the JPEG to be shown from the path of a picture.</param>
    /// <returns>A sight for each path, in their order.</returns>
    /// <exception cref="AccuracyException">A picture was refused.</exception>
    public static async Task<Sight[]> OfAsync(
        IViewer viewer, IReadOnlyList<string> paths, Func<string, byte[]> prepare, AnalysisRequest request, CancellationToken cancellationToken)
    {
        var sights = new Sight[paths.Count];
        var several = new ParallelOptions { MaxDegreeOfParallelism = viewer.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, paths.Count, several, async (i, stopping) => sights[i] = await viewer.LookAsync(paths[i], prepare(paths[i]), request, stopping));
        return sights;
    }
}
