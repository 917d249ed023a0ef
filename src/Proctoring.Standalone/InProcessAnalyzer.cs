using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Telemetry;
using Proctoring.Vision;

namespace Proctoring.Standalone;

/// <summary>Analyses frames with a detector in this process. Sessions differ in nothing, so one line serves them all.</summary>
internal sealed class InProcessAnalyzer(Detector detector, TimeProvider time) : IFrameAnalyzer, IAnalysisLine
{
    public int Width => 1;

    public IAnalysisLine Open(string sessionId) => this;

    public async ValueTask<FrameAnalysis?> AnalyzeAsync(FrameSlot frames, FrameAsk ask, CancellationToken cancellationToken)
    {
        using var turn = await detector.EnterAsync(cancellationToken);
        if (!frames.TryTake(out var frame)) return null;
        using var jpeg = frame.Jpeg;
        var waited = time.GetElapsedTime(frame.ArrivedTimestamp);
        frame.Trace?.BeginAnalysis();
        var result = Analyze(turn, frame, ask);
        frame.Trace?.Analysed(result.Times);
        return FrameAnalysis.Of(frame, result, waited);
    }

    private static AnalyzedFrame Analyze(DetectorTurn turn, in Frame frame, FrameAsk ask)
    {
        try
        {
            return turn.Analyze(frame.Jpeg.Span, AnalysisRequest.Proctoring with { Picture = ask.Picture });
        }
        catch
        {
            frame.Trace?.End(FrameEnd.Failed);
            throw;
        }
    }

    public void Dispose()
    {
        // The detector is the host's.
    }
}
