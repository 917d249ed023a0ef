using Proctoring.Contracts;
using Proctoring.Gateway.Gating;
using Proctoring.Gateway.Verdicts;
using Proctoring.Testing.Clips;

namespace Proctoring.Benchmarks.Clips;

/// <summary>A clip with what a detector sees in each frame, to be judged once more with a gate, without it, or with another.</summary>
internal sealed record WatchedClip(Clip Clip, ClipFrame[] Frames)
{
    private static readonly VerdictOptions Verdicts = new();

    /// <param name="gating">Null for none: every frame is analysed.</param>
    public ClipRun Replay(GatingOptions? gating)
    {
        var (state, gate, chances) = (SessionState.Start(Verdicts), GateState.Start, new Random(Clip.Seed));
        IReadOnlyList<Detection> detections = [];
        var (analyses, marked) = (0, (TimeSpan?)null);
        for (var i = 0; i < Frames.Length; i++)
        {
            var at = DateTimeOffset.UnixEpoch + (i * Clip.Interval);
            var view = new GateView(Frames[i].Thumbnail, at, Clip.Interval, state.Phone.Streak is not null, IsBusy: false, chances.NextDouble());
            var reason = gating is null ? GateReason.Changed : GateRule.Decide(gate, view, gating);
            if (reason != GateReason.StandsOver)
            {
                (analyses, detections) = (analyses + 1, Frames[i].Detections);
                if (gating is not null) gate = GateRule.Learn(gate, new GateFinding(Frames[i].Thumbnail, at, Frames[i].PhoneScore, reason), Verdicts.PhoneScore, gating);
            }
            var decision = VerdictRule.Decide(state, detections, at, Verdicts);
            state = decision.Verdict.State;
            if (decision.Mark is not null) marked ??= at - DateTimeOffset.UnixEpoch;
        }
        return new ClipRun(analyses, marked);
    }
}

/// <param name="Analyses">Model runs.</param>
/// <param name="MarkedAt">Since the clip's start; null for never.</param>
internal readonly record struct ClipRun(int Analyses, TimeSpan? MarkedAt);
