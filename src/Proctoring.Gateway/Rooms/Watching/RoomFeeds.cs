using Proctoring.Gateway.Rooms.Store;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Rooms.Watching;

/// <summary>The rooms that somebody observes here; each is read while that is so.</summary>
internal sealed class RoomFeeds(IRoomStore store, SessionClock clock, TimeProvider time, ILogger<RoomFeeds> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Running> _running = [];

    /// <summary>Disposing the result gives the feed back.</summary>
    public View Open(string room)
    {
        lock (_gate)
        {
            if (!_running.TryGetValue(room, out var running)) _running[room] = running = new Running(new RoomFeed(room, store, clock, time, logger));
            running.Observers++;
            return new View(this, room, running);
        }
    }

    private ValueTask CloseAsync(string room, Running running)
    {
        lock (_gate)
        {
            if (--running.Observers > 0) return ValueTask.CompletedTask;
            _running.Remove(room);
        }
        return running.DisposeAsync();
    }

    internal sealed class View(RoomFeeds feeds, string room, Running running) : IAsyncDisposable
    {
        public RoomFeed Feed => running.Feed;

        public ValueTask DisposeAsync() => feeds.CloseAsync(room, running);
    }

    internal sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _reading;

        public Running(RoomFeed feed)
        {
            Feed = feed;
            _reading = Task.Run(() => feed.RunAsync(_stop.Token));
        }

        public RoomFeed Feed { get; }

        public int Observers { get; set; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading;
            _stop.Dispose();
        }
    }
}
