using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Rooms.Store;

/// <summary>Rooms of one process; they end with it.</summary>
internal sealed class InMemoryRoomStore(SessionClock clock, IOptions<RoomOptions> options) : IRoomStore
{
    /// <summary>Anybody may name a room here: the one that was quiet longest goes.</summary>
    private const int MaxRooms = 1_000;

    private readonly ConcurrentDictionary<string, Room> _rooms = new();

    public ValueTask<bool> AppendAsync(string room, IReadOnlyList<RoomEvent> events, CancellationToken cancellationToken)
    {
        Find(room).Append(events, clock.Now, options.Value);
        return ValueTask.FromResult(true);
    }

    public ValueTask<RoomState?> ReadAsync(string room, CancellationToken cancellationToken) => ValueTask.FromResult<RoomState?>(Find(room).State);

    public ValueTask<IReadOnlyList<RoomEntry>?> AfterAsync(string room, EntryId after, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<RoomEntry>?>(Find(room).After(after, limit));

    public ValueTask<EntryId?> RemovedAsync(string room, CancellationToken cancellationToken) => ValueTask.FromResult<EntryId?>(Find(room).State.Removed);

    public ValueTask ListenAsync(string room, Action wake, CancellationToken cancellationToken)
    {
        Find(room).Wakes[wake] = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask StopListeningAsync(string room, Action wake)
    {
        if (_rooms.TryGetValue(room, out var known)) known.Wakes.TryRemove(wake, out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> IsRunningAsync(string gateway) => ValueTask.FromResult(true);

    public ValueTask<bool> ForgetAsync(string room, string session, CancellationToken cancellationToken)
    {
        Find(room).Forget(session, clock.Now, options.Value);
        return ValueTask.FromResult(true);
    }

    private Room Find(string name)
    {
        if (_rooms.TryGetValue(name, out var known)) return known;
        if (_rooms.Count >= MaxRooms)
        {
            // One that somebody observes stays.
            var quietest = _rooms.Where(pair => pair.Value.Wakes.IsEmpty).OrderBy(pair => pair.Value.State.Last).FirstOrDefault();
            if (quietest.Key is not null) _rooms.TryRemove(quietest);
        }
        return _rooms.GetOrAdd(name, _ => new Room());
    }

    private sealed class Room
    {
        private readonly Lock _gate = new();
        private readonly List<RoomEntry> _entries = [];
        private RoomState _state = RoomState.Empty;

        public ConcurrentDictionary<Action, bool> Wakes { get; } = new();

        public RoomState State
        {
            get
            {
                lock (_gate) return _state;
            }
        }

        public void Append(IReadOnlyList<RoomEvent> events, DateTimeOffset now, RoomOptions limits)
        {
            lock (_gate)
            {
                foreach (var happened in events)
                {
                    if (!_state.IsLate(happened)) Add(happened, now);
                }
                Trim(EntryId.Of(now - limits.KeepFor), limits.MaxEvents);
            }
            Wake();
        }

        public void Forget(string session, DateTimeOffset now, RoomOptions limits)
        {
            lock (_gate)
            {
                if (!_state.Candidates.ContainsKey(session) && !_entries.Exists(entry => entry.Event.Session == session)) return;
                _entries.RemoveAll(entry => entry.Event.Session == session);
                Add(new RoomEvent { Event = RoomEventKind.Removed, At = now, Session = session }, now);
                Trim(EntryId.Of(now - limits.KeepFor), limits.MaxEvents);
            }
            Wake();
        }

        public IReadOnlyList<RoomEntry> After(EntryId after, int limit)
        {
            lock (_gate) return [.. _entries.Skip(FirstAfter(after)).Take(limit)];
        }

        private void Wake()
        {
            foreach (var (wake, _) in Wakes) wake();
        }

        private void Add(RoomEvent happened, DateTimeOffset now)
        {
            var entry = new RoomEntry(_state.Last.Next(now), happened);
            _entries.Add(entry);
            _state = _state.After(entry);
        }

        private int FirstAfter(EntryId after)
        {
            var (from, to) = (0, _entries.Count);
            while (from < to)
            {
                var middle = (from + to) / 2;
                if (_entries[middle].Entry.CompareTo(after) <= 0) from = middle + 1;
                else to = middle;
            }
            return from;
        }

        // Who is gone goes with the last that was said of them.
        private void Trim(EntryId oldest, int most)
        {
            var count = 0;
            while (count < _entries.Count && (_entries.Count - count > most || _entries[count].Entry.CompareTo(oldest) < 0)) count++;
            if (count == 0) return;
            var removed = _entries[count - 1].Entry;
            var sessions = _entries.Take(count).Select(entry => entry.Event.Session).ToHashSet();
            _entries.RemoveRange(0, count);
            sessions.ExceptWith(_entries.Select(entry => entry.Event.Session));
            var gone = sessions.Where(session => _state.Candidates.TryGetValue(session, out var candidate) && candidate.IsGone);
            _state = _state with { Removed = removed, Candidates = _state.Candidates.RemoveRange(gone) };
        }
    }
}
