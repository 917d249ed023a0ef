using Proctoring.Vision;

namespace Proctoring.Models.Accuracy;

/// <summary>Shows pictures to the detector, as many at a time as it takes.</summary>
internal static class Sighting
{
    /// <summary>The detector's limits guard it against strangers; these pictures are the user's own.</summary>
    public static DetectorOptions Options(string model) =>
        new() { Model = model, MaxFrameBytes = 16 * 1024 * 1024, MaxPixels = 67_108_864 };

    /// <param name="prepare">Makes the JPEG to be shown from the path of a picture.</param>
    /// <returns>A sight for each path, in their order.</returns>
    /// <exception cref="AccuracyException">A picture was refused.</exception>
    public static async Task<Sight[]> OfAsync(
        Detector detector, IReadOnlyList<string> paths, Func<string, byte[]> prepare, AnalysisRequest request,
        CancellationToken cancellationToken)
    {
        var sights = new Sight[paths.Count];
        var several = new ParallelOptions { MaxDegreeOfParallelism = detector.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, paths.Count, several, async (i, stopping) =>
        {
            var jpeg = prepare(paths[i]);
            using var turn = await detector.EnterAsync(stopping);
            using var frame = turn.Analyze(jpeg, request);
            if (frame.Failure is { } failure) throw new AccuracyException($"The detector refuses {paths[i]}: {failure}");
            sights[i] = new Sight(frame.Width, frame.Height, frame.Detections);
        });
        return sights;
    }
}
