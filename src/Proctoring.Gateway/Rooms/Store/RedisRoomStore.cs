using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;
using StackExchange.Redis;

namespace Proctoring.Gateway.Rooms.Store;

/// <summary>Rooms in Redis, for all gateways: a stream, a hash of how candidates stand, and a channel that says that there is something new.</summary>
internal sealed class RedisRoomStore(
    RedisConnection connection, RedisKeys keys, SessionClock clock, TimeProvider time, IOptions<RoomOptions> options, ILogger<RedisRoomStore> logger) : IRoomStore
{
    private const string Last = "!last";
    private const string Removed = "!removed";
    private const string Field = "event";

    private readonly ConcurrentDictionary<Action, Listening> _listening = new();

    // Longer than events are: nothing is there forever, though nobody comes any more to trim it.
    private long LifetimeMilliseconds => (long)(2 * options.Value.KeepFor).TotalMilliseconds;

    public async ValueTask<bool> AppendAsync(string room, IReadOnlyList<RoomEvent> events, CancellationToken cancellationToken)
    {
        RedisValue[] limits = [EntryId.Of(clock.Now - options.Value.KeepFor).Milliseconds, options.Value.MaxEvents, LifetimeOf(events), keys.Room(room).ToString()];
        return await connection.RunAsync(RedisScript.Room, KeysOf(room), [.. limits, .. events.Select(Write)]) is not null;
    }

    public async ValueTask<RoomState?> ReadAsync(string room, CancellationToken cancellationToken)
    {
        var hash = await AskAsync(database => database.HashGetAllAsync(keys.RoomCandidates(room), CommandFlags.DemandMaster));
        if (hash is null) return null;
        var (last, removed, candidates) = (default(EntryId), default(EntryId), ImmutableDictionary.CreateBuilder<string, RoomCandidate>());
        foreach (var field in hash)
        {
            if (field.Name == Last) last = Place(field.Value);
            else if (field.Name == Removed) removed = Place(field.Value);
            else if (Read(() => JsonSerializer.Deserialize((byte[])field.Value!, RoomJson.Default.RoomCandidate)) is { } candidate) candidates[candidate.Session] = candidate;
        }
        return new RoomState(last, removed, candidates.ToImmutable());
    }

    public async ValueTask<IReadOnlyList<RoomEntry>?> AfterAsync(string room, EntryId after, int limit, CancellationToken cancellationToken)
    {
        var found = await AskAsync(database => database.StreamRangeAsync(keys.RoomEvents(room), $"({after}", "+", limit, Order.Ascending, CommandFlags.DemandMaster));
        if (found is null) return null;
        var entries = new List<RoomEntry>(found.Length);
        foreach (var entry in found)
        {
            if (Read(() => JsonSerializer.Deserialize((byte[])entry[Field]!, RoomJson.Default.RoomEvent)) is { } happened) entries.Add(new RoomEntry(Place(entry.Id), happened));
        }
        return entries;
    }

    public ValueTask<EntryId?> RemovedAsync(string room, CancellationToken cancellationToken) => connection.AskAsync(
        "find", async database => (EntryId?)Place(await database.HashGetAsync(keys.RoomCandidates(room), Removed, CommandFlags.DemandMaster)), null);

    // Once for each connection to Redis: another one knows nothing of it.
    public async ValueTask ListenAsync(string room, Action wake, CancellationToken cancellationToken)
    {
        if (connection.Link is not { } link || (_listening.TryGetValue(wake, out var known) && known.Link == link)) return;
        Action<RedisChannel, RedisValue> heard = (_, _) => wake();
        var isHeard = await connection.TryAsync("connect", time.GetTimestamp(), async () =>
        {
            await link.Main.GetSubscriber().SubscribeAsync(keys.Room(room), heard, CommandFlags.DemandMaster);
            return true;
        }, false);
        if (isHeard) _listening[wake] = new Listening(link, heard);
    }

    public async ValueTask StopListeningAsync(string room, Action wake)
    {
        if (!_listening.TryRemove(wake, out var known)) return;
        await connection.TryAsync("connect", time.GetTimestamp(), async () =>
        {
            await known.Link.Main.GetSubscriber().UnsubscribeAsync(keys.Room(room), known.Heard);
            return true;
        }, false);
    }

    // Each gateway listens on a channel of its own. Who listens at other nodes of a Cluster is not counted, so there nobody can tell.
    public async ValueTask<bool> IsRunningAsync(string gateway) =>
        connection.IsSettling || connection.Link?.Main.GetServers().Any(server => server.ServerType == ServerType.Cluster) != false
        || await connection.PublishAsync(keys.Gateway(gateway), "there?") != 0;

    public async ValueTask<bool> ForgetAsync(string room, string session, CancellationToken cancellationToken)
    {
        var removal = Write(new RoomEvent { Event = RoomEventKind.Removed, At = clock.Now, Session = session });
        return await connection.RunAsync(RedisScript.RoomForget, KeysOf(room), session, removal, LifetimeMilliseconds, keys.Room(room).ToString()) is not null;
    }

    // Who is expected stays known until their time is over, though nothing else happens in the room until then.
    private long LifetimeOf(IReadOnlyList<RoomEvent> events) =>
        LifetimeMilliseconds + (long)Math.Max(0, events.Max(happened => ((happened.Ends ?? clock.Now) - clock.Now).TotalMilliseconds));

    private RedisKey[] KeysOf(string room) => [keys.RoomEvents(room), keys.RoomCandidates(room)];

    private static RedisValue Write(RoomEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, RoomJson.Default.RoomEvent);

    private static EntryId Place(RedisValue value) => EntryId.TryParse(value.ToString(), out var place) ? place : default;

    // Of a version to come, perhaps: the others are shown all the same.
    private T? Read<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            Log.Unreadable(logger, e);
            return null;
        }
    }

    private ValueTask<T?> AskAsync<T>(Func<IDatabase, Task<T>> ask)
        where T : class => connection.AskAsync<T?>("find", async database => await ask(database), null);

    private sealed record Listening(RedisLink Link, Action<RedisChannel, RedisValue> Heard);
}
