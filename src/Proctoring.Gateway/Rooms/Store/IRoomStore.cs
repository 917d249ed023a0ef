using Proctoring.Gateway.Incidents.Store;

namespace Proctoring.Gateway.Rooms.Store;

/// <summary>What has happened in rooms: a stream for each, trimmed by length and age, and how its candidates stand after the last.</summary>
internal interface IRoomStore
{
    /// <summary>Puts events at the end, except those that come too late. False when that cannot be done just now: they may or may not be there.</summary>
    ValueTask<bool> AppendAsync(string room, IReadOnlyList<RoomEvent> events, CancellationToken cancellationToken);

    /// <summary>How a room stands; null where it cannot be known just now.</summary>
    ValueTask<RoomState?> ReadAsync(string room, CancellationToken cancellationToken);

    /// <summary>The next events after one; null where they cannot be had just now.</summary>
    ValueTask<IReadOnlyList<RoomEntry>?> AfterAsync(string room, EntryId after, int limit, CancellationToken cancellationToken);

    /// <summary>The latest event that is not kept any more; null where it cannot be known just now.</summary>
    ValueTask<EntryId?> RemovedAsync(string room, CancellationToken cancellationToken);

    /// <summary>Has <paramref name="wake"/> called after new events, though perhaps not always. Called again and again while somebody listens.</summary>
    ValueTask ListenAsync(string room, Action wake, CancellationToken cancellationToken);

    ValueTask StopListeningAsync(string room, Action wake);

    /// <summary>Whether a gateway runs, as far as can be known.</summary>
    ValueTask<bool> IsRunningAsync(string gateway);

    /// <summary>Removes all that there is of a session, and tells that. False when that cannot be done just now.</summary>
    ValueTask<bool> ForgetAsync(string room, string session, CancellationToken cancellationToken);
}
