using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>How a session stands with the gateway that writes it.</summary>
internal enum Standing
{
    Held,

    /// <summary>Given back: whoever resumes it need not ask.</summary>
    Released,

    /// <summary>It cannot be resumed.</summary>
    Over,
}

/// <summary>What is to be written of a session.</summary>
/// <param name="Version">Grows with every change within an epoch.</param>
internal readonly record struct Draft(long Version, SessionState State, Standing Standing);

/// <summary>A session that this gateway has, at one epoch. Keeps its newest state until Redis has it.</summary>
internal sealed class RedisLease(RedisWriter writer, StoredSession session, long epoch, long version) : SessionLease(session)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _takenOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Draft _draft = new(version, session.State, Standing.Held);
    private long _stored;
    private long _toKeep;
    private bool _isFenced;

    public long Epoch { get; } = epoch;

    public override Task TakenOver => _takenOver.Task;

    /// <summary>Completes when the session has been given back and its last state is stored, or when somebody else has it.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Completes when something of it is stored for the first time.</summary>
    public Task FirstStored => _first.Task;

    public Draft Draft
    {
        get
        {
            lock (_gate) return _draft;
        }
    }

    /// <summary>Whether there is something to write.</summary>
    public bool IsPending
    {
        get
        {
            lock (_gate) return !_isFenced && _draft.Version > _stored;
        }
    }

    /// <summary>Whether what is to be written should be on a replica too.</summary>
    public bool MustBeKept
    {
        get
        {
            lock (_gate) return _toKeep > _stored;
        }
    }

    /// <summary>Another connection wants the session: whoever runs it ends and gives it back.</summary>
    public void TakeOver() => _takenOver.TrySetResult();

    public override ValueTask SaveAsync(SessionState state, CancellationToken cancellationToken)
    {
        Put(state, Standing.Held);
        writer.Enqueue(this);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask ReleaseAsync(SessionState state, bool isOver, CancellationToken cancellationToken)
    {
        Put(state, isOver ? Standing.Over : Standing.Released);
        writer.Enqueue(this);
        await writer.WaitAsync(Settled, cancellationToken);
    }

    private void Put(SessionState state, Standing standing)
    {
        lock (_gate)
        {
            var isKept = IsKept(_draft.State, state);
            _draft = new Draft(_draft.Version + 1, state, standing);
            if (isKept) _toKeep = _draft.Version;
            if (_isFenced && standing != Standing.Held) _settled.TrySetResult();
        }
    }

    /// <summary>Redis has it, up to <paramref name="version"/>.</summary>
    public void OnStored(long version)
    {
        lock (_gate)
        {
            _stored = Math.Max(_stored, version);
            if (_draft.Standing != Standing.Held && _stored == _draft.Version) _settled.TrySetResult();
        }
        _first.TrySetResult();
    }

    /// <summary>A later owner has the session. False when that was known.</summary>
    public bool OnFenced()
    {
        lock (_gate)
        {
            if (_isFenced) return false;
            _isFenced = true;
        }
        TakeOver();
        _settled.TrySetResult();
        _first.TrySetResult();
        return true;
    }

    /// <summary>Redis may have lost what it had: it is written once more.</summary>
    public void Doubt()
    {
        lock (_gate) _stored = -1;
    }

    // A mark, a gap, an episode: what a person will want to see.
    private static bool IsKept(SessionState before, SessionState now) =>
        before.Phone.Marks != now.Phone.Marks || before.Phone.Gaps != now.Phone.Gaps || before.Phone.Episodes != now.Phone.Episodes;
}
