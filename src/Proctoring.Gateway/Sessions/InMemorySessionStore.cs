using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>State of one process: what a laptop needs.</summary>
internal sealed class InMemorySessionStore(SessionClock clock, TimeProvider time, IOptions<CandidateSessionOptions> options, IOptions<VerdictOptions> verdicts) : ISessionStore
{
    /// <summary>How long a new owner waits for the old one's last word.</summary>
    private static readonly TimeSpan HandOver = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, MemoryLease> _sessions = new();
    private long _version;

    public int Count => _sessions.Count;

    /// <summary>Grows with every change: tells whoever keeps a copy that it is old.</summary>
    public long Version => Interlocked.Read(ref _version);

    public ValueTask<SessionLease?> StartAsync(NewSession session, CancellationToken cancellationToken)
    {
        Sweep();
        if (_sessions.Count >= options.Value.MaxSessions) return ValueTask.FromResult<SessionLease?>(null);
        return ValueTask.FromResult<SessionLease?>(Own(StoredSession.Start(session, clock.Now, options.Value.Lifetime, verdicts.Value)));
    }

    public async ValueTask<Resumption> ResumeAsync(string sessionId, CancellationToken cancellationToken)
    {
        while (_sessions.TryGetValue(sessionId, out var owner))
        {
            owner.TakeOver();
            await owner.WaitForReleaseAsync(HandOver, time, cancellationToken);
            var session = owner.Current;
            if (session.ExpiresAt <= clock.Now) return Resumption.Over;
            var next = new MemoryLease(this, session);
            if (!_sessions.TryUpdate(sessionId, next, owner)) continue; // a third connection was quicker: take it from that one
            if (owner.Dismissals is { } dismissals) next.Dismiss(dismissals);
            return Resumption.Of(next);
        }
        return Resumption.Over;
    }

    public ValueTask<Answer<KnownSession>> FindAsync(string sessionId, CancellationToken cancellationToken) => ValueTask.FromResult(
        _sessions.TryGetValue(sessionId, out var lease) && lease.Current is { } session && session.ExpiresAt > clock.Now
            ? Answer<KnownSession>.Of(new KnownSession(session, lease.IsHeld, IsOver: false))
            : Answer<KnownSession>.Nothing);

    public ValueTask<bool> DismissAsync(string sessionId, Dismissals dismissals, CancellationToken cancellationToken)
    {
        if (_sessions.TryGetValue(sessionId, out var lease))
        {
            lease.Dismiss(dismissals);
            Changed();
        }
        return ValueTask.FromResult(true);
    }

    public ValueTask<IReadOnlyList<string>?> OfCandidateAsync(string candidate, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<string>?>([.. _sessions.Values.Select(lease => lease.Current).Where(session => session.Candidate == candidate).Select(session => session.Id)]);

    public ValueTask<bool> EraseAsync(string sessionId, string candidate, CancellationToken cancellationToken) => ValueTask.FromResult(true); // what is over is gone

    /// <summary>Everything that could be resumed.</summary>
    public IReadOnlyList<StoredSession> Snapshot() => [.. _sessions.Values.Select(lease => lease.Current).Where(session => session.ExpiresAt > clock.Now)];

    /// <summary>Takes in sessions of an earlier run; nobody owns them.</summary>
    public void Restore(IEnumerable<StoredSession> sessions)
    {
        foreach (var session in sessions) Own(session).Abandon();
    }

    private MemoryLease Own(StoredSession session)
    {
        var lease = new MemoryLease(this, session);
        _sessions[session.Id] = lease;
        Changed();
        return lease;
    }

    private void Changed() => Interlocked.Increment(ref _version);

    // Expired sessions go when new ones come: no timer, and never more than the limit.
    private void Sweep()
    {
        if (_sessions.Count < options.Value.MaxSessions / 2) return;
        foreach (var (id, lease) in _sessions)
        {
            if (lease.Current.ExpiresAt <= clock.Now) _sessions.TryRemove(new KeyValuePair<string, MemoryLease>(id, lease));
        }
    }

    private sealed class MemoryLease(InMemorySessionStore store, StoredSession session) : SessionLease(session)
    {
        private readonly TaskCompletionSource _takenOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _writing = new();
        private volatile StoredSession _current = session;

        public StoredSession Current => _current;

        public override Task TakenOver => _takenOver.Task;

        public bool IsHeld => !_released.Task.IsCompleted;

        public void TakeOver() => _takenOver.TrySetResult();

        public void Dismiss(Dismissals dismissals)
        {
            lock (_writing)
            {
                Hear(dismissals);
                _current = Reviewed(_current.State);
            }
        }

        public void Abandon() => _released.TrySetResult();

        public override ValueTask SaveAsync(SessionState state, CancellationToken cancellationToken)
        {
            lock (_writing) _current = Reviewed(state);
            store.Changed();
            return ValueTask.CompletedTask;
        }

        // Whoever runs the session may not have heard of it yet.
        private StoredSession Reviewed(SessionState state) => _current with { State = state.After(Dismissals) };

        public override ValueTask ReleaseAsync(SessionState state, bool isOver, CancellationToken cancellationToken)
        {
            lock (_writing) _current = Reviewed(state);
            if (isOver) store._sessions.TryRemove(new KeyValuePair<string, MemoryLease>(Session.Id, this));
            store.Changed();
            _released.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public async Task WaitForReleaseAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(_released.Task, Task.Delay(patience, time, enough.Token));
            await enough.CancelAsync();
        }
    }
}
