using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Rooms.Store;

namespace Proctoring.Gateway.Rooms;

/// <summary>An observer's first messages: what was missed since the entry that it knows, where all of that is still there; otherwise how the room stands.</summary>
internal sealed class Greeting(IRoomStore store)
{
    private const int Page = 1_000;

    /// <param name="state">How the room stands; what comes afterwards is told by the feed.</param>
    /// <returns>Null where it cannot be known just now.</returns>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>?> ComposeAsync(Observation observation, RoomState state, CancellationToken cancellationToken)
    {
        if (observation.Since is not { } since || !state.Reaches(since)) return [RoomMessages.Snapshot(observation.Room, state)];
        var missed = new List<ReadOnlyMemory<byte>> { RoomMessages.Resumed(observation.Room, since) };
        for (var after = since; after.CompareTo(state.Last) < 0;)
        {
            if (await store.AfterAsync(observation.Room, after, Page, cancellationToken) is not { } page) return null;
            foreach (var entry in page)
            {
                if (entry.Entry.CompareTo(state.Last) <= 0) missed.Add(RoomMessages.Event(entry));
            }
            if (page.Count == 0) break;
            after = page[^1].Entry;
        }
        // Asked last: whatever was removed while the rest was read is seen.
        if (await store.RemovedAsync(observation.Room, cancellationToken) is not { } removed) return null;
        return removed.CompareTo(since) > 0 ? [RoomMessages.Snapshot(observation.Room, state)] : missed;
    }
}
