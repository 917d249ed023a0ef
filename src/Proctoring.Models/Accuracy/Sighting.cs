using Microsoft.Extensions.Configuration;
using Proctoring.Vision;

namespace Proctoring.Models.Accuracy;

/// <summary>Shows pictures to a viewer, as many at a time as it takes.</summary>
internal static class Sighting
{
    /// <summary>
    /// The detector as the environment sets it up (<c>Detector__Providers__0=OpenVINO</c>), but for its limits: they guard it
    /// against strangers, and these pictures are the user's own.
    /// </summary>
    public static DetectorOptions Options(string model)
    {
        var options = new DetectorOptions();
        new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Detector").Bind(options);
        (options.Model, options.MaxFrameBytes, options.MaxPixels) = (model, 16 * 1024 * 1024, 67_108_864);
        return options;
    }

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
