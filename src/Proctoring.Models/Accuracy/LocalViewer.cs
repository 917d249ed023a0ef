using Proctoring.Vision;

namespace Proctoring.Models.Accuracy;

/// <summary>A detector in this process.</summary>
internal sealed class LocalViewer(Detector detector) : IViewer
{
    public string Model => detector.Identity.Model;

    public string Provider => detector.Identity.Provider;

    public int Concurrency => detector.Concurrency;

    public async ValueTask<Sight> LookAsync(string path, byte[] jpeg, AnalysisRequest request, CancellationToken cancellationToken)
    {
        using var turn = await detector.EnterAsync(cancellationToken);
        using var frame = turn.Analyze(jpeg, request);
        if (frame.Failure is { } failure) throw new AccuracyException($"The detector refuses {path}: {failure}");
        return new Sight(frame.Width, frame.Height, frame.Detections);
    }

    public void Dispose() => detector.Dispose();
}
