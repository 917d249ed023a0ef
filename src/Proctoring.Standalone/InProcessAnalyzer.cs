using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;
using Proctoring.Vision;

namespace Proctoring.Standalone;

/// <summary>Analyses frames with a detector in this process.</summary>
internal sealed class InProcessAnalyzer(Detector detector, TimeProvider time) : IFrameAnalyzer
{
    public async ValueTask<Analysis?> AnalyzeAsync(FrameSlot frames, CancellationToken cancellationToken)
    {
        using var turn = await detector.EnterAsync(cancellationToken);
        if (!frames.TryTake(out var frame)) return null;
        using var jpeg = frame.Jpeg;
        var waited = time.GetElapsedTime(frame.ArrivedTimestamp);
        return new Analysis(frame, turn.Analyze(jpeg.Span, AnalysisRequest.Proctoring), waited);
    }
}
