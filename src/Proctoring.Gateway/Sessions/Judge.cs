using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Transport.Dialects;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>Turns analysed frames into verdicts, sends them, and has the store keep what changed.</summary>
internal sealed class Judge(SessionLease lease, Outbox outbox, IDialect dialect, bool wantsPictures, SessionServices services)
{
    private SessionState _saved = lease.Session.State;
    private Pacer _pacer;
    private long _superseded;

    public SessionState State { get; private set; } = lease.Session.State;

    /// <summary>A frame was replaced by a newer one.</summary>
    public void OnSuperseded() => Interlocked.Increment(ref _superseded);

    public async ValueTask DecideAsync(Analysis.Analysis analysis)
    {
        using var result = analysis.Result;
        if (result.Failure is { } failure)
        {
            services.Metrics.FramesRejected.WithLabels(RejectionReasons.Undecodable).Inc();
            outbox.Post(dialect.Error(new Refusal(RejectionReasons.Code(RejectionReasons.Undecodable), failure, analysis.Frame.Number)));
            return;
        }

        var decision = VerdictRule.Decide(State, result.Detections, analysis.Frame.ArrivedAt, services.Verdicts);
        State = decision.Verdict.State;
        Tell(decision, analysis);
        if (!SavePolicy.IsDue(_saved, State)) return;
        await lease.SaveAsync(State, CancellationToken.None);
        _saved = State;
    }

    private void Tell(in Decision decision, Analysis.Analysis analysis)
    {
        var times = analysis.Result.Times with { Wait = analysis.Waited };
        var total = services.Time.GetElapsedTime(analysis.Frame.ArrivedTimestamp);
        var superseded = Interlocked.Exchange(ref _superseded, 0);
        var report = new VerdictReport(decision.Verdict, analysis.Frame.Number, analysis.Result, times, total, superseded);
        outbox.Post(dialect.Verdict(report), wantsPictures ? analysis.Result.TakePicture() : null);
        if (decision.Mark is { } mark && dialect.Mark(mark) is { } marked) outbox.Post(marked);

        _pacer = _pacer.Observe(superseded, services.Page.Interval, services.Page.Width, out var pace);
        if (pace is { } changed && dialect.Pace(changed) is { } paced) outbox.Post(paced);
        Record(decision, analysis, times, total);
    }

    private void Record(in Decision decision, Analysis.Analysis analysis, in Contracts.StageTimes times, TimeSpan total)
    {
        services.Metrics.Analysed(analysis.Result.Detector.Provider, times, total);
        if (decision.Mark is { } mark && lease.Session.Room != StoredSession.PracticeRoom)
        {
            services.Metrics.Marks.Inc();
            Log.Marked(services.Logger, lease.Session.Id, mark.Episode, mark.Held.TotalSeconds);
        }
        if (decision.IsBlindWithPhone)
        {
            services.Metrics.BlindWithPhone.Inc();
            Log.BlindWithPhone(services.Logger, lease.Session.Id);
        }
        if (total > services.Frames.SlowAfter)
        {
            services.Metrics.FramesSlow.Inc();
            Log.SlowFrame(services.Logger, lease.Session.Id, analysis.Frame.Number, total.TotalMilliseconds, services.Frames.SlowAfter.TotalMilliseconds);
        }
    }
}
