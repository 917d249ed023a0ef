namespace Proctoring.Testing.Pods;

/// <summary>One session in a pod: one frame has started, one waits, and a newer one takes the place of the one that waits.</summary>
internal sealed class Sequence(PodBehaviour behaviour, PodCounters counters)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<bool>? _waiting;
    private bool _hasStarted;
    private int _inside;

    /// <summary>Waits for the frame's turn; whoever gets it leaves with <see cref="Leave"/>.</summary>
    /// <returns>False when a newer frame took this one's place.</returns>
    public async Task<bool> EnterAsync(CancellationToken stop)
    {
        counters.CountInside(Interlocked.Increment(ref _inside));
        var isMyTurn = false;
        try
        {
            return isMyTurn = await Join(stop);
        }
        finally
        {
            if (!isMyTurn) Interlocked.Decrement(ref _inside);
        }
    }

    public void Leave()
    {
        Interlocked.Decrement(ref _inside);
        lock (_lock) _hasStarted = false;
        Advance();
    }

    /// <summary>Lets the frame that waits start if nothing is in its way.</summary>
    public void Advance()
    {
        lock (_lock)
        {
            if (_hasStarted || behaviour.IsBusy || _waiting is not { } next) return;
            _waiting = null;
            _hasStarted = next.TrySetResult(true);
        }
    }

    private Task<bool> Join(CancellationToken stop)
    {
        TaskCompletionSource<bool> mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting?.TrySetResult(false);
            _waiting = mine;
        }
        stop.Register(() => mine.TrySetCanceled(stop));
        Advance();
        return mine.Task;
    }
}
