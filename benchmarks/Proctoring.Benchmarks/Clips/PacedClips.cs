using Proctoring.Contracts;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Gating;
using Proctoring.Gateway.Pages;
using Proctoring.Gateway.Verdicts;
using Proctoring.Testing.Clips;
using Proctoring.Vision;

namespace Proctoring.Benchmarks.Clips;

/// <summary>
/// Plays clips to the gate as a client sends them that follows the pace it is asked for. What comes when depends on what was seen before, so
/// a frame is analysed when the gate wants it. Each begins some seconds early, with nobody but the candidate, so that the pace is quiet
/// when the clip starts.
/// </summary>
internal sealed class PacedClips(Detector detector, GatingOptions gating)
{
    private static readonly VerdictOptions Verdicts = new();
    private static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Length = Clip.Frames * Clip.Interval;
    private readonly PaceLimits _limits = PaceLimits.Of(new PageOptions { Interval = Clip.Interval }, gating, Verdicts);
    private readonly ThumbnailReader _thumbnails = new();

    public async Task<IReadOnlyList<(Clip Clip, PacedRun Run)>> PlayAsync(IReadOnlyList<Clip> clips)
    {
        var runs = new (Clip, PacedRun)[clips.Count];
        await Parallel.ForAsync(0, clips.Count, new ParallelOptions { MaxDegreeOfParallelism = detector.Concurrency }, async (i, cancellationToken) => runs[i] = (clips[i], await PlayAsync(clips[i], cancellationToken)));
        return runs;
    }

    private async Task<PacedRun> PlayAsync(Clip clip, CancellationToken cancellationToken)
    {
        var (state, gate, pacer, chances) = (SessionState.Start(Verdicts), GateState.Start, default(Pacer), new Random(clip.Seed));
        IReadOnlyList<Detection> detections = [];
        var (run, interval, score) = (new PacedRun(0, 0, null), Clip.Interval, 0f);
        for (var since = -LeadIn - (chances.NextDouble() * gating.QuietInterval); since < Length; since += interval)
        {
            var (jpeg, at) = (clip.Jpeg(since), DateTimeOffset.UnixEpoch + LeadIn + since);
            JpegHeader.TryRead(jpeg, out var header);
            var thumbnail = _thumbnails.Read(jpeg, header);
            var reason = GateRule.Decide(gate, new GateView(thumbnail, at, interval, state.Phone.Streak is not null, IsBusy: false, chances.NextDouble()), gating);
            bool? hasChanged = false;
            if (reason != GateReason.StandsOver)
            {
                (detections, score) = await AnalyseAsync(jpeg, cancellationToken);
                gate = GateRule.Learn(gate, new GateFinding(thumbnail, at, score, reason), Verdicts.PhoneScore, gating);
                hasChanged = GateRule.HasChanged(gate, reason);
            }
            var decision = VerdictRule.Decide(state, detections, at, Verdicts);
            state = decision.Verdict.State;
            var isPhoneInQuestion = state.Phone.Streak is not null || score >= gating.SuspectScore;
            pacer = pacer.Observe(new PaceView(at, 0, hasChanged, isPhoneInQuestion), _limits, out var asked);
            interval = asked?.Interval ?? interval;
            if (since < TimeSpan.Zero) continue;
            run = new PacedRun(run.Frames + 1, run.Analyses + (reason == GateReason.StandsOver ? 0 : 1), run.MarkedAt ?? (decision.Mark is null ? null : since));
        }
        return run;
    }

    private async Task<(IReadOnlyList<Detection> Detections, float PhoneScore)> AnalyseAsync(byte[] jpeg, CancellationToken cancellationToken)
    {
        using var turn = await detector.EnterAsync(cancellationToken);
        using var result = turn.Analyze(jpeg, AnalysisRequest.Proctoring with { Picture = PictureWish.None });
        return (result.Detections, result.PhoneScore);
    }
}

/// <param name="Frames">Sent within the clip.</param>
/// <param name="Analyses">Model runs within it.</param>
/// <param name="MarkedAt">Since the clip's start; null for never.</param>
internal readonly record struct PacedRun(int Frames, int Analyses, TimeSpan? MarkedAt);
