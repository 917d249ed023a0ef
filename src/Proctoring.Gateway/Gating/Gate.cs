using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Gating;

/// <summary>One connection's gate: what it knows, and what stands over. For any number of callers at once.</summary>
internal sealed class Gate(GatingOptions options, float phoneScore, GatingMetrics metrics)
{
    private readonly Lock _lock = new();
    private GateState _state = GateState.Start;
    private AnalyzedFrame? _last;
    private DateTimeOffset? _frameBefore;
    private int _inWork;

    /// <summary>Decides on a frame. Where the answer is not <see cref="GateReason.StandsOver"/>, an analysis is under way until <see cref="Leave"/>.</summary>
    public GateReason Enter(in Frame frame, FramePriority priority)
    {
        lock (_lock)
        {
            var since = _frameBefore is { } before ? frame.ArrivedAt - before : TimeSpan.Zero;
            var view = new GateView(frame.Thumbnail, frame.ArrivedAt, since, priority == FramePriority.PhoneInView, _inWork > 0, Random.Shared.NextDouble());
            var reason = GateRule.Decide(_state, view, options);
            metrics.Decided(reason);
            if (reason != GateReason.StandsOver) _inWork++;
            else _frameBefore = frame.ArrivedAt;
            return reason;
        }
    }

    /// <summary>An analysis has ended, with whatever outcome.</summary>
    /// <returns>See <see cref="FrameAnalysis.HasChanged"/>.</returns>
    public bool? Leave(FrameAnalysis? analysis, GateReason reason)
    {
        lock (_lock)
        {
            _inWork--;
            if (analysis is not { Result: { Failure: null } result, Frame: var frame }) return null;
            if (frame.ArrivedAt < _state.AnalysedAt) return null; // a newer one came back first
            // Servers that are not ours tell detections alone.
            var score = MathF.Max(result.PhoneScore, SeenObjects.PhoneScore(result.Detections));
            var finding = new GateFinding(frame.Thumbnail, frame.ArrivedAt, score, reason);
            if (GateRule.IsCheck(reason)) metrics.Checked(GateRule.IsMiss(finding, phoneScore));
            _state = GateRule.Learn(_state, finding, phoneScore, options);
            _last = result;
            _frameBefore = frame.ArrivedAt;
            return GateRule.HasChanged(_state, reason);
        }
    }

    /// <summary>The last detections, without a picture and without work.</summary>
    public AnalyzedFrame StandOver()
    {
        lock (_lock)
        {
            var last = _last!;
            return new AnalyzedFrame { Detector = last.Detector, Width = last.Width, Height = last.Height, Detections = last.Detections, Drawn = last.Drawn, PhoneScore = last.PhoneScore };
        }
    }
}
