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

    public ValueTask<SessionLease?> StartAsync(string room, CancellationToken cancellationToken)
    {
        Sweep();
        if (_sessions.Count >= options.Value.MaxSessions) return ValueTask.FromResult<SessionLease?>(null);
        return ValueTask.FromResult<SessionLease?>(Own(StoredSession.Start(room, clock.Now, options.Value.Lifetime, verdicts.Value)));
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
            if (_sessions.TryUpdate(sessionId, next, owner)) return Resumption.Of(next); // otherwise a third connection was quicker: take it from that one
        }
        return Resumption.Over;
    }

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
        private volatile StoredSession _current = session;

        public StoredSession Current => _current;

        public override Task TakenOver => _takenOver.Task;

        public void TakeOver() => _takenOver.TrySetResult();

        public void Abandon() => _released.TrySetResult();

        public override ValueTask SaveAsync(SessionState state, CancellationToken cancellationToken)
        {
            _current = _current with { State = state };
            store.Changed();
            return ValueTask.CompletedTask;
        }

        public override ValueTask ReleaseAsync(SessionState state, bool isOver, CancellationToken cancellationToken)
        {
            _current = _current with { State = state };
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
