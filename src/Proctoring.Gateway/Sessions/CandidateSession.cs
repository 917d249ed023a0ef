using Proctoring.Contracts;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Incidents.Evidence;
using Proctoring.Gateway.Rooms;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Transport.Dialects;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>
/// One candidate while connected. Three loops run until any of them ends:
/// <code>
/// transport ─▶ FrameIntake ─▶ FrameSlot ─▶ AnalysisLoop ─▶ Judge: VerdictRule ─▶ Outbox ─▶ transport
///              checks, counts  newest wins  1 or 2 in work  pure, then stored   one writer
/// </code>
/// </summary>
internal sealed class CandidateSession : IAsyncDisposable
{
    private readonly SessionServices _services;
    private readonly ICandidateTransport _transport;
    private readonly SessionLease _lease;
    private readonly FrameSlot _frames;
    private readonly Outbox _outbox;
    private readonly FrameIntake _intake;
    private readonly IPictureDelivery _pictures;
    private readonly EpisodeRecorder? _recorder;
    private readonly RoomLine? _line;
    private readonly Judge _judge;
    private readonly AnalysisLoop _analysis;
    private readonly TaskCompletionSource<CloseReason> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _connectedAt;
    private readonly DateTimeOffset? _passEnds;
    private bool _isReleased;

    public CandidateSession(SessionLease lease, ICandidateTransport transport, IDialect dialect, Opening opening, SessionServices services)
    {
        (_lease, _transport, _services, _passEnds) = (lease, transport, services, opening.PassEnds);
        _connectedAt = services.Clock.Now;
        _outbox = new Outbox(services.Metrics);
        _pictures = services.Pictures.Open(opening.Pictures);
        // Practice is no exam: nothing of it is kept.
        _recorder = lease.Session.Room == StoredSession.PracticeRoom ? null : services.Recorders.Open(lease.Session);
        _line = services.Rooms.Open(lease.Session);
        _judge = new Judge(lease, _outbox, dialect, _pictures, _recorder, _line, services);
        _frames = new FrameSlot(_judge.OnSuperseded);
        _intake = new FrameIntake(_frames, _outbox, dialect, services);
        _analysis = new AnalysisLoop(_frames, services.Analyzer.Open(lease.Session.Id), _judge, services.Time, OnFailed);
    }

    /// <summary>When the latest frame arrived.</summary>
    public DateTimeOffset LastFrameAt => _intake.LastFrameAt;

    /// <summary>Place of its exam among those that metrics name.</summary>
    public int Exam => _judge.Exam;

    /// <summary>Whether the candidate was asked for fewer or smaller frames because detectors are short.</summary>
    public bool IsSlowed => _judge.IsSlowed;

    public Sight SightAt(DateTimeOffset now) => Sights.Of(now, _connectedAt, LastFrameAt, _judge.LastVerdictAt);

    /// <summary>Tells the room when the candidate is not watched any more, or again.</summary>
    public void TellSight(DateTimeOffset now) => _line?.See(SightAt(now));

    /// <summary>Why the connection must end now; null while it may go on.</summary>
    public CloseReason? ReasonToEndAt(DateTimeOffset now, TimeSpan idleTimeout)
    {
        if (now - LastFrameAt >= idleTimeout) return CloseReason.Idle(idleTimeout);
        if (now < (_passEnds ?? DateTimeOffset.MaxValue)) return null;
        return now < _lease.Session.ExpiresAt ? CloseReason.TokenExpired : CloseReason.SessionOver;
    }

    /// <summary>Frames in work are finished, their verdicts sent, and the connection is closed for <paramref name="reason"/>.</summary>
    public void End(CloseReason reason) => _ending.TrySetResult(reason);

    /// <summary>Runs until the candidate leaves or <see cref="End"/> is called, and gives the session back.</summary>
    /// <param name="hello">The first message; null for none.</param>
    /// <returns>What the candidate was told on closing.</returns>
    public async Task<CloseReason> RunAsync(PooledBytes? hello, bool canResume)
    {
        if (hello is not null) _outbox.Post(hello);
        _line?.Join();
        var receiving = _intake.ReceiveAsync(_transport);
        var analysing = _analysis.RunAsync();
        var sending = _outbox.SendAsync(_transport);

        await Task.WhenAny(receiving, analysing, sending, _ending.Task, _lease.TakenOver);
        if (sending.IsCompleted || analysing.IsFaulted) _transport.Abort();
        _frames.Complete();
        await analysing;
        var reason = receiving.IsCompleted ? await receiving : ReasonToEnd();
        await ReleaseAsync(isOver: !canResume || _intake.IsStopped); // before the goodbyes: a new owner may be waiting
        _outbox.Complete();
        await sending;
        await _transport.CloseAsync(reason);
        await receiving;
        return reason;
    }

    private CloseReason ReasonToEnd()
    {
        if (_lease.TakenOver.IsCompleted) return CloseReason.TakenOver;
        return _ending.Task.IsCompletedSuccessfully ? _ending.Task.Result : CloseReason.Failed;
    }

    private void OnFailed(Exception exception)
    {
        _services.Metrics.FramesFailed.Inc();
        Log.FrameFailed(_services.Logger, _lease.Session.Id, exception);
        _intake.Refuse(RejectionReasons.Failed, "The frame could not be analysed.", frame: 0);
    }

    private async ValueTask ReleaseAsync(bool isOver)
    {
        if (_isReleased) return;
        _isReleased = true;
        if (_lease.TakenOver.IsCompleted) _line?.FallSilent(); // whoever has it now says that the candidate is there
        await _lease.ReleaseAsync(_judge.State, isOver, CancellationToken.None);
        if (!_lease.TakenOver.IsCompleted) _line?.Leave(isOver);
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync(isOver: false); // only where the run failed
        _frames.Dispose();
        _outbox.Dispose();
        _pictures.Dispose();
        _recorder?.Dispose();
    }
}
