using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Incidents.Evidence;
using Proctoring.Gateway.Rooms;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Telemetry.Exams;
using Proctoring.Gateway.Transport.Dialects;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>Turns analysed frames into verdicts, sends them, and has the store keep what changed. One frame at a time.</summary>
internal sealed class Judge(SessionLease lease, Outbox outbox, IDialect dialect, IPictureDelivery pictures, EpisodeRecorder? recorder, RoomLine? line, SessionServices services)
{
    private readonly Troubles _troubles = new(outbox, dialect, services);
    private readonly ExamSeries _exam = services.Exams.Of(lease.Session.Room);
    private SessionState _saved = lease.Session.State;
    private Pacer _pacer;
    private long _superseded;
    private long _newest;
    private long _lastVerdictTicks;
    private volatile bool _isSlowed;

    public SessionState State { get; private set; } = lease.Session.State;

    /// <summary>Place of the session's exam among those that metrics name.</summary>
    public int Exam => _exam.Index;

    /// <summary>When the latest verdict was given; long ago before the first. Read by other threads.</summary>
    public DateTimeOffset LastVerdictAt => new(Interlocked.Read(ref _lastVerdictTicks), TimeSpan.Zero);

    /// <summary>Whether the client was asked for less because detectors are short. Read by other threads.</summary>
    public bool IsSlowed => _isSlowed;

    /// <summary>What is wanted of the session's next frame.</summary>
    public FrameAsk Ask => new(Priority, pictures.Wish, IsEchoed: !dialect.BeginsWithStart && pictures.Wish == PictureWish.Always);

    private FramePriority Priority => lease.Session.Room == StoredSession.PracticeRoom ? FramePriority.Practice
        : State.Phone.Streak is null ? FramePriority.Usual : FramePriority.PhoneInView;

    /// <summary>A frame was replaced by a newer one.</summary>
    public void OnSuperseded()
    {
        services.Metrics.FramesSuperseded.Inc();
        Interlocked.Increment(ref _superseded);
    }

    public async ValueTask DecideAsync(FrameAnalysis analysis)
    {
        using var result = analysis.Result;
        using var original = analysis.Original;
        analysis.Frame.Trace?.BeginVerdict();
        if (result?.Failure is { } failure) Refuse(failure, analysis.Frame);
        else if (result is null) Miss(analysis);
        else if (analysis.Frame.Number < _newest) Supersede(analysis.Frame); // a newer frame came back first
        else await JudgeAsync(analysis, result);
    }

    private void Refuse(string failure, in Frame frame)
    {
        frame.Trace?.End(FrameEnd.Undecodable);
        services.Metrics.FramesRejected.WithLabels(RejectionReasons.Undecodable).Inc();
        outbox.Post(dialect.Error(new Refusal(RejectionReasons.Code(RejectionReasons.Undecodable), failure, frame.Number)));
    }

    private void Supersede(in Frame frame)
    {
        frame.Trace?.End(FrameEnd.Superseded);
        OnSuperseded();
    }

    private void Miss(in FrameAnalysis analysis)
    {
        if (analysis.Outcome == AnalysisOutcome.Superseded)
        {
            Supersede(analysis.Frame);
            return;
        }
        analysis.Frame.Trace?.End(FrameEnds.Of(analysis.Outcome));
        _troubles.Tell(analysis.Outcome, analysis.Frame.Number);
        if (analysis.Outcome is not (AnalysisOutcome.Refused or AnalysisOutcome.Late)) return;
        _pacer = _pacer.Refuse(services.Pace, out var pace);
        Propose(pace);
    }

    private async ValueTask JudgeAsync(FrameAnalysis analysis, AnalyzedFrame result)
    {
        _newest = analysis.Frame.Number;
        var decision = VerdictRule.Decide(State.After(lease.Dismissals), result.Detections, analysis.Frame.ArrivedAt, services.Verdicts);
        State = decision.Verdict.State;
        Tell(decision, analysis, result);
        recorder?.Observe(decision, analysis, result);
        line?.Observe(State);
        if (!SavePolicy.IsDue(_saved, State)) return;
        await lease.SaveAsync(State, CancellationToken.None);
        _saved = State;
    }

    private void Tell(in Decision decision, in FrameAnalysis analysis, AnalyzedFrame result)
    {
        var times = result.Times with { Wait = analysis.Waited + result.Times.Wait };
        var total = services.Time.GetElapsedTime(analysis.Frame.ArrivedTimestamp);
        var superseded = Interlocked.Exchange(ref _superseded, 0);
        var picture = pictures.Deliver(result, analysis.Frame.Number);
        var report = new VerdictReport(decision.Verdict, analysis.Frame.Number, result, times, total, superseded, pictures.TakeStored(), analysis.Outcome == AnalysisOutcome.StoodOver);
        var trace = analysis.Frame.Trace;
        trace?.BeginWriting();
        outbox.Post(dialect.Verdict(report), picture, trace);
        if (decision.Mark is { } mark && dialect.Mark(mark) is { } marked) outbox.Post(marked);

        var isPhoneInQuestion = State.Phone.Streak is not null || result.PhoneScore >= services.SuspectScore;
        _pacer = _pacer.Observe(new PaceView(analysis.Frame.ArrivedAt, superseded, analysis.HasChanged, isPhoneInQuestion), services.Pace, out var pace);
        Propose(pace);
        Interlocked.Exchange(ref _lastVerdictTicks, services.Clock.Now.UtcTicks);
        if (report.StoodOver) services.Metrics.StoodOver(result.Detector.Provider, total, trace?.TraceId);
        else services.Metrics.Analysed(result.Detector.Provider, times, total, trace?.TraceId);
        _exam.Verdicts.Observe(total.TotalSeconds);
        Record(decision, analysis.Frame.Number, total);
    }

    private void Propose(Pace? pace)
    {
        if (pace is not { } changed || dialect.Pace(changed) is not { } asked) return;
        outbox.Post(asked);
        services.Metrics.PaceChanges.WithLabels(PaceReasons.Names[(int)changed.Reason]).Inc();
        _isSlowed = changed.Reason == PaceReason.Load;
    }

    private void Record(in Decision decision, long frame, TimeSpan total)
    {
        if (decision.Mark is { } mark && lease.Session.Room != StoredSession.PracticeRoom)
        {
            _exam.Marks.Inc();
            Log.Marked(services.Logger, lease.Session.Id, mark.Episode, mark.Held.TotalSeconds);
        }
        if (decision.IsBlindWithPhone)
        {
            _exam.BlindWithPhone.Inc();
            Log.BlindWithPhone(services.Logger, lease.Session.Id);
        }
        if (total > services.Frames.SlowAfter)
        {
            services.Metrics.FramesSlow.Inc();
            Log.SlowFrame(services.Logger, lease.Session.Id, frame, total.TotalMilliseconds, services.Frames.SlowAfter.TotalMilliseconds);
        }
    }
}
