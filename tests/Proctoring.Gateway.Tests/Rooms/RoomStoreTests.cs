using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Rooms;
using Proctoring.Gateway.Rooms.Store;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Rooms;

/// <summary>What either store of rooms does.</summary>
public abstract class RoomStoreTests : IAsyncLifetime
{
    private const string Room = "math {1}";
    private const string Most = "100";
    private static readonly DateTimeOffset At = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);

    internal IRoomStore Store { get; private protected set; } = null!;

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task State_AfterManyEvents_IsThatOfTheEventsOneByOne()
    {
        var random = new Random(5);
        for (var i = 0; i < 90; i++) await AppendAsync(Any(random));

        var (stored, folded) = (await Store.ReadAsync(Room, default), RoomState.Empty);
        foreach (var entry in (await Store.AfterAsync(Room, default, 1_000, default))!) folded = folded.After(entry);
        Assert.Equal(folded.Last, stored!.Last);
        Assert.Equal(folded.Candidates.Values.OrderBy(candidate => candidate.Session), stored.Candidates.Values.OrderBy(candidate => candidate.Session));
        Assert.True(stored.Candidates.Count > 3);
    }

    [Fact]
    public async Task After_APlace_GivesTheRestInOrder()
    {
        for (var i = 1; i <= 9; i++) await AppendAsync(Joined($"s{i}"));

        var all = (await Store.AfterAsync(Room, default, 100, default))!;
        Assert.Equal(Enumerable.Range(1, 9).Select(i => $"s{i}"), all.Select(entry => entry.Event.Session));
        Assert.Equal(["s5", "s6"], (await Store.AfterAsync(Room, all[3].Entry, 2, default))!.Select(entry => entry.Event.Session));
        Assert.Empty((await Store.AfterAsync("another", default, 100, default))!);
    }

    [Fact]
    public async Task Append_OfAConnectionThatHasTheSessionNoMore_IsPassedOver()
    {
        await AppendAsync(Joined("s1", by: "g1/1"), Joined("s1", by: "g2/7"), Left("s1", by: "g1/1"), Left("s9", by: "g1/2"));
        Assert.Equal(RoomPresence.Watched, (await OneAsync("s1")).Presence);

        await AppendAsync(Left("s1", by: "g2/7"), Left("s1", by: "g2/7"));
        Assert.Equal(RoomPresence.Away, (await OneAsync("s1")).Presence);
        Assert.Equal(3, (await Store.AfterAsync(Room, default, 100, default))!.Count);
    }

    [Fact]
    public async Task Append_MoreThanIsKept_RemovesTheOldestAndWhoIsGoneWithIt()
    {
        await AppendAsync(Joined("gone", by: "g/1"), Left("gone", by: "g/1"), Joined("here", by: "g/2"));
        var known = (await Store.ReadAsync(Room, default))!.Last;
        for (var i = 0; i < 110; i++) await AppendAsync(Joined("other", by: $"g/{i + 3}"));

        var state = (await Store.ReadAsync(Room, default))!;
        Assert.Equal(100, (await Store.AfterAsync(Room, default, 1_000, default))!.Count);
        Assert.Equal(["here", "other"], state.Candidates.Keys.Order());
        Assert.Equal(state.Removed, await Store.RemovedAsync(Room, default));
        Assert.False(state.Reaches(known));
        Assert.True(state.Reaches(state.Removed));
    }

    [Fact]
    public async Task Forget_ASession_LeavesNothingOfItAndSaysSo()
    {
        await AppendAsync(Joined("s1", by: "g/1"), Joined("s2", by: "g/2"));

        Assert.True(await Store.ForgetAsync(Room, "s1", default));
        Assert.True(await Store.ForgetAsync(Room, "unknown", default));
        await AppendAsync(Left("s1", by: "g/1")); // told too late
        Assert.Equal(["s2"], (await Store.ReadAsync(Room, default))!.Candidates.Keys);
        var events = (await Store.AfterAsync(Room, default, 100, default))!;
        Assert.Equal([("s2", RoomEventKind.Joined), ("s1", RoomEventKind.Removed)], events.Select(entry => (entry.Event.Session, entry.Event.Event)));
        Assert.Null(events[1].Event.Candidate);
    }

    [Fact]
    public async Task Expected_UntilSomebodyComes_StaysHoweverMuchHappens()
    {
        var expected = new RoomEvent { Event = RoomEventKind.Expected, At = At, Session = "s1", By = RoomCandidate.Nobody, Candidate = "c", Presence = RoomPresence.Expected, Starts = At, Ends = DateTimeOffset.UtcNow.AddHours(1) };
        await AppendAsync(expected, expected, expected with { Session = "s2" });
        for (var i = 0; i < 110; i++) await AppendAsync(Joined("other", by: $"g/{i + 3}"));
        Assert.Equal((RoomPresence.Expected, At), ((await OneAsync("s1")).Presence, (await OneAsync("s1")).Starts));

        await AppendAsync(Joined("s1"), expected);
        Assert.Equal(RoomPresence.Watched, (await OneAsync("s1")).Presence);
        await AppendAsync(new RoomEvent { Event = RoomEventKind.Left, At = At, Session = "s2", By = RoomCandidate.Nobody, Presence = RoomPresence.Over });
        Assert.Equal(RoomPresence.Over, (await OneAsync("s2")).Presence);
    }

    private async Task AppendAsync(params RoomEvent[] events) => Assert.True(await Store.AppendAsync(Room, events, default));

    private async Task<RoomCandidate> OneAsync(string session) => (await Store.ReadAsync(Room, default))!.Candidates[session];

    private static RoomEvent Joined(string session, string by = "g/1") => new()
    {
        Event = RoomEventKind.Joined,
        At = At,
        Session = session,
        By = by,
        Candidate = "Zoë \"c\"",
        Presence = RoomPresence.Watched,
        Phone = false,
        Marks = 0,
        Dismissed = 0,
        PhoneSeconds = 0,
    };

    private static RoomEvent Left(string session, string by) => new() { Event = RoomEventKind.Left, At = At, Session = session, By = by, Candidate = "c", Presence = RoomPresence.Away, Phone = false };

    private static RoomEvent Any(Random random)
    {
        var session = $"s{random.Next(6)}";
        var (at, by, kind) = (At.AddMilliseconds(random.Next(100_000)), $"g/{random.Next(2)}", random.Next(7));
        return kind switch
        {
            0 => Joined(session, by) with { At = at, Marks = random.Next(3), PhoneSeconds = random.Next(100_000) / 1000.0 },
            1 => Left(session, by) with { At = at },
            2 => new RoomEvent { Event = RoomEventKind.Reviewed, At = at, Session = session, Dismissed = random.Next(3), Episode = 1, Incident = $"{session}-1", Decision = IncidentState.Confirmed },
            3 => new RoomEvent { Event = RoomEventKind.Phone, At = at, Session = session, By = by, Phone = true, PhoneSeconds = random.Next(100_000) / 1000.0 },
            6 => new RoomEvent { Event = RoomEventKind.Expected, At = at, Session = session, By = RoomCandidate.Nobody, Candidate = "c", Presence = RoomPresence.Expected, Starts = random.Next(2) == 0 ? at : null, Ends = at.AddHours(1) },
            4 => new RoomEvent { Event = RoomEventKind.Marked, At = at, Session = session, By = by, Marks = random.Next(5), Episode = 2 },
            _ => new RoomEvent { Event = RoomEventKind.Blind, At = at, Session = session, By = by, Presence = RoomPresence.Blind },
        };
    }

    public sealed class InMemory : RoomStoreTests
    {
        private GatewayHost _host = null!;

        public override async Task InitializeAsync()
        {
            _host = await GatewayHost.StartAsync(null, ("Rooms:MaxEvents", Most));
            Store = _host.Service<IRoomStore>();
        }

        public override async Task DisposeAsync() => await _host.DisposeAsync();
    }

    public sealed class InRedis : RoomStoreTests
    {
        private RedisServer _redis = null!;
        private GatewayHost _host = null!;

        public override async Task InitializeAsync()
        {
            _redis = await RedisServer.StartAsync();
            _host = await GatewayHost.StartWithRedisAsync(_redis.Endpoint, ("Rooms:MaxEvents", Most), ("Rooms:KeepFor", "02:00:00"));
            Store = _host.Service<IRoomStore>();
        }

        public override async Task DisposeAsync()
        {
            await _host.DisposeAsync();
            await _redis.DisposeAsync();
        }

        [Fact]
        public async Task Expected_InAFewDays_IsStillKnownThen()
        {
            await AppendAsync(new RoomEvent { Event = RoomEventKind.Expected, At = At, Session = "s1", By = RoomCandidate.Nobody, Presence = RoomPresence.Expected, Ends = DateTimeOffset.UtcNow.AddDays(5) });
            await AppendAsync(Joined("s2"));
            await using var connection = await _redis.ConnectAsync();
            foreach (var key in connection.GetServers()[0].Keys(pattern: "proctoring:{room:*"))
                Assert.InRange((await connection.GetDatabase().KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromHours(123.9), TimeSpan.FromHours(124));
        }

        [Fact]
        public async Task Append_OldEntries_GoByAgeAndNothingStaysForever()
        {
            await AppendAsync(Joined("s1"));
            await using var connection = await _redis.ConnectAsync();
            var keys = connection.GetServers()[0].Keys(pattern: "proctoring:{room:*").ToList();
            var events = keys.Single(key => key.ToString().EndsWith(":events", StringComparison.Ordinal));
            Assert.Equal(2, keys.Count);
            foreach (var key in keys) Assert.InRange((await connection.GetDatabase().KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromMinutes(239), TimeSpan.FromMinutes(240));

            await connection.GetDatabase().KeyDeleteAsync(events);
            var old = EntryId.Of(DateTimeOffset.UtcNow.AddHours(-3)).ToString();
            await connection.GetDatabase().StreamAddAsync(events, "event", """{"event":"joined","at":"2026-05-01T09:00:00Z","session":"s0"}""", old);
            await AppendAsync(Joined("s2"));
            Assert.Equal(["s2"], (await Store.AfterAsync(Room, default, 100, default))!.Select(entry => entry.Event.Session));
            Assert.Equal(old, (await Store.RemovedAsync(Room, default)).ToString());
        }
    }
}
