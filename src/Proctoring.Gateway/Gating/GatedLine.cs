using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Gating;

/// <summary>
/// A session's line to the detector with a gate before it. A frame that stands over is answered here; every other is left where it is,
/// in the slot, so that the newest still wins when the detector's turn comes.
/// </summary>
internal sealed class GatedLine(IAnalysisLine line, Gate gate, TimeProvider time) : IAnalysisLine
{
    private PooledBytes? _lastPicture;

    public int Width => line.Width;

    public async ValueTask<FrameAnalysis?> AnalyzeAsync(FrameSlot frames, FrameAsk ask, CancellationToken cancellationToken)
    {
        if (!frames.TryPeek(out var seen)) return null;
        var reason = gate.Enter(seen, ask.Priority);
        if (reason == GateReason.StandsOver) return frames.TryTake(out var frame) ? StandOver(frame, ask) : null;
        FrameAnalysis? analysis = null;
        bool? hasChanged;
        try
        {
            analysis = await line.AnalyzeAsync(frames, ask, cancellationToken);
            // Before leaving: nothing stands over, and so nobody looks at the last picture, while an analysis is under way.
            if (ask.IsEchoed && analysis?.Result is { } result) Keep(result);
        }
        finally
        {
            hasChanged = gate.Leave(analysis, reason);
        }
        return analysis is { } done ? done with { HasChanged = hasChanged } : null;
    }

    // A frame that came in the moment since the gate looked stands over with the one that it replaced; its successor is compared with
    // the last analysed frame again.
    private FrameAnalysis StandOver(Frame frame, in FrameAsk ask)
    {
        using var jpeg = frame.Jpeg;
        var result = gate.StandOver();
        if (ask.IsEchoed) result.With(result.Drawn is 0 or null ? jpeg.Detach() : _lastPicture is { } picture ? PooledBytes.Copy(picture.Span) : null);
        return new FrameAnalysis(frame, AnalysisOutcome.StoodOver, result, time.GetElapsedTime(frame.ArrivedTimestamp)) { HasChanged = false };
    }

    // What was drawn is shown again while it stands over.
    private void Keep(AnalyzedFrame result)
    {
        var picture = result is { Drawn: > 0, Picture: { } drawn } ? PooledBytes.Copy(drawn.Span) : null;
        Interlocked.Exchange(ref _lastPicture, picture)?.Dispose();
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _lastPicture, null)?.Dispose();
        line.Dispose();
    }
}
