using System.Threading.Channels;
using Proctoring.Gateway.Rooms.Store;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Rooms.Watching;

/// <summary>Reads a room once for all who observe it here: how it stands, then each event, which it hands to all of them.</summary>
internal sealed class RoomFeed
{
    private const int Page = 500;

    /// <summary>Should nobody have said that there is something new.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RoundOfGateways = TimeSpan.FromSeconds(5);

    /// <summary>How long somebody who joins waits for the store.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _room;
    private readonly IRoomStore _store;
    private readonly SessionClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly HashSet<Backlog> _observers = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private RoomState? _state;
    private bool _wasAway;
    private long _lookedAt;

    // The same all the time: the store knows who listens by it.
    private readonly Action _wake;

    public RoomFeed(string room, IRoomStore store, SessionClock clock, TimeProvider time, ILogger logger)
    {
        (_room, _store, _clock, _time, _logger, _lookedAt) = (room, store, clock, time, logger, time.GetTimestamp());
        _wake = () => _wakes.Writer.TryWrite(true);
    }

    /// <summary>Has an observer told of all that comes after the state it gives. Null where the room cannot be read just now.</summary>
    public async ValueTask<RoomState?> JoinAsync(Backlog observer, CancellationToken cancellationToken)
    {
        await _ready.Task.WaitAsync(Patience, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            if (_state is not null) _observers.Add(observer);
            return _state;
        }
    }

    public void Leave(Backlog observer)
    {
        lock (_gate) _observers.Remove(observer);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await GoRoundAsync(stop);
                await PauseAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Nobody observes any more.
            }
            catch (Exception e) // one bad round must not end the others
            {
                Log.ReadingFailed(_logger, e);
                await Task.Delay(Round, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await _store.StopListeningAsync(_room, _wake);
    }

    private async Task GoRoundAsync(CancellationToken stop)
    {
        await _store.ListenAsync(_room, _wake, stop); // before reading, so that nothing falls in between
        if (_state is null && !await BeginAsync(stop)) return;
        while (await _store.AfterAsync(_room, _state!.Last, Page, stop) is var page)
        {
            if (page is null || (_wasAway && !await SettleAsync(stop)))
            {
                _wasAway = true;
                return;
            }
            foreach (var entry in page) Tell(entry);
            if (page.Count < Page) break;
        }
        if (_time.GetElapsedTime(_lookedAt) > RoundOfGateways) await LookForGatewaysAsync(stop);
    }

    private async ValueTask<bool> BeginAsync(CancellationToken stop)
    {
        if (await _store.ReadAsync(_room, stop) is not { } state) return false;
        lock (_gate) _state = state;
        _ready.TrySetResult();
        return true;
    }

    // After an absence there may be events that came and went meanwhile: then everybody starts anew.
    private async ValueTask<bool> SettleAsync(CancellationToken stop)
    {
        if (await _store.RemovedAsync(_room, stop) is not { } removed) return false;
        if (removed.CompareTo(_state!.Last) > 0)
        {
            if (await _store.ReadAsync(_room, stop) is not { } state) return false;
            lock (_gate)
            {
                foreach (var observer in _observers) observer.End();
                _state = state;
            }
        }
        _wasAway = false;
        return true;
    }

    private void Tell(in RoomEntry entry)
    {
        var message = RoomMessages.Event(entry);
        lock (_gate)
        {
            if (entry.Entry.CompareTo(_state!.Last) <= 0) return; // known since an absence
            _state = _state.After(entry);
            foreach (var observer in _observers) observer.Post(message);
        }
    }

    // A gateway that was killed says nothing of its candidates: they are away until they come back.
    private async ValueTask LookForGatewaysAsync(CancellationToken stop)
    {
        _lookedAt = _time.GetTimestamp();
        foreach (var candidates in _state!.Candidates.Values.Where(candidate => !candidate.IsGone && candidate.HasCome).GroupBy(candidate => candidate.By!.Split('/')[0]))
        {
            if (await _store.IsRunningAsync(candidates.Key)) continue;
            await _store.AppendAsync(_room, [.. candidates.Select(Lost)], stop);
        }
        var missed = _state.Candidates.Values.Where(candidate => candidate.Presence == RoomPresence.Expected && candidate.Ends <= _clock.Now).Select(Missed).ToList();
        if (missed.Count > 0) await _store.AppendAsync(_room, missed, stop);
    }

    // Somebody who did not come goes like somebody who has left.
    private RoomEvent Missed(RoomCandidate candidate) => new() { Event = RoomEventKind.Left, At = _clock.Now, Session = candidate.Session, By = RoomCandidate.Nobody, Presence = RoomPresence.Over };

    private RoomEvent Lost(RoomCandidate candidate) => new()
    {
        Event = RoomEventKind.Left,
        At = _clock.Now,
        Session = candidate.Session,
        By = candidate.By,
        Presence = RoomPresence.Away,
        Phone = false,
    };

    private async ValueTask PauseAsync(CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var wake = _wakes.Reader.WaitToReadAsync(enough.Token).AsTask();
        await Task.WhenAny(wake, Task.Delay(Round, _time, enough.Token));
        _wakes.Reader.TryRead(out _);
        await enough.CancelAsync();
    }
}
