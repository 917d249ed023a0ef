using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Verdicts;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Incidents;

/// <summary>What every store of incidents promises.</summary>
public abstract class IncidentStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly EvidenceIndex Evidence = new(true, [new EvidencePicture(["first", "mark"], "evidence/00/1.jpg", Now, 0.7f, 640, 480, [])], "evidence/00/1.json");

    private protected IIncidentStore Store { get; set; } = null!;

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task Add_TheSameEpisodeAgain_IsKnown()
    {
        Assert.Equal(new Added(true, false), await AddAsync("s1", 1));
        Assert.Equal(new Added(false, false), await AddAsync("s1", 1));
        await Store.AttachAsync("s1-1", Evidence, default);

        Assert.Equal(new Added(false, true), await AddAsync("s1", 1));
        Assert.Single((await ListAsync()).Incidents);
    }

    [Fact]
    public async Task Find_Stored_IsAsItWasGiven()
    {
        await AddAsync("s1", 1);

        var file = (await Store.FindAsync("s1-1", default)).Value!;
        Assert.Equivalent(Sample("s1", 1, "math"), file.Incident, strict: true);
        Assert.Equal((IncidentState.Open, null, null), (file.State, file.Review, file.Evidence));
        Assert.True((await Store.FindAsync("s1-2", default)) is { IsAway: false, Value: null });
    }

    [Fact]
    public async Task Attach_Twice_KeepsTheFirst()
    {
        await AddAsync("s1", 1);

        Assert.True(await Store.AttachAsync("s1-1", Evidence, default));
        Assert.False(await Store.AttachAsync("s1-1", Evidence with { Boxes = "other" }, default));
        Assert.False(await Store.AttachAsync("s9-1", Evidence, default));
        Assert.Equivalent(Evidence, (await Store.FindAsync("s1-1", default)).Value!.Evidence, strict: true);
    }

    [Fact]
    public async Task Attach_AfterOneWithoutAnyFrame_ReplacesIt()
    {
        await AddAsync("s1", 1);
        Assert.True(await Store.AttachAsync("s1-1", new EvidenceIndex(false, [], null), default));
        Assert.False(await Store.AttachAsync("s1-1", new EvidenceIndex(false, [], null), default));
        Assert.Equal(new Added(false, false), await AddAsync("s1", 1));

        Assert.True(await Store.AttachAsync("s1-1", Evidence, default));
        Assert.True((await Store.FindAsync("s1-1", default)).Value!.Evidence!.IsWhole);
    }

    [Fact]
    public async Task List_ByPages_GivesEachOnceInOrder()
    {
        for (var i = 1; i <= 7; i++) await AddAsync("s1", i);
        foreach (var newestFirst in (bool[])[false, true])
        {
            var seen = new List<int>();
            string? after = null;
            do
            {
                var page = await ListAsync(after: after, limit: 3, newestFirst: newestFirst);
                seen.AddRange(page.Incidents.Select(file => file.Incident.Episode));
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(newestFirst ? Enumerable.Range(1, 7).Reverse() : Enumerable.Range(1, 7), seen);
        }
    }

    [Fact]
    public async Task List_ByRoomStateAndTime_GivesWhatFits()
    {
        await AddAsync("s1", 1);
        await AddAsync("s2", 1, "art");
        await AddAsync("s3", 1);
        await ReviewAsync("s3-1", IncidentState.Confirmed);

        Assert.Equal(["s1-1", "s3-1"], Ids(await ListAsync(room: "math")));
        Assert.Equal(["s2-1"], Ids(await ListAsync(room: "art")));
        Assert.Empty(Ids(await ListAsync(room: "none")));
        Assert.Equal(["s3-1"], Ids(await ListAsync(state: IncidentState.Confirmed)));
        Assert.Equal(["s1-1", "s2-1"], Ids(await ListAsync(state: IncidentState.Open)));
        Assert.Equal(3, (await ListAsync(since: DateTimeOffset.UtcNow.AddMinutes(-1))).Incidents.Count);
        Assert.Empty(Ids(await ListAsync(since: DateTimeOffset.UtcNow.AddMinutes(1))));
    }

    [Fact]
    public async Task Review_SeveralEpisodes_TellsWhichAreDismissed()
    {
        for (var i = 1; i <= 3; i++) await AddAsync("s1", i);

        Assert.Equal("2", (await ReviewAsync("s1-2", IncidentState.Dismissed)).Dismissals.List);
        Assert.Equal("2,3", (await ReviewAsync("s1-3", IncidentState.Dismissed)).Dismissals.List);
        var last = await ReviewAsync("s1-2", IncidentState.Confirmed);
        Assert.Equal(("s1", 3L, "3"), (last.Session, last.Dismissals.Version, last.Dismissals.List));
        Assert.Equal(["s1-1", "s1-2", "s1-3"], (await Store.OfSessionAsync("s1", default)).Value!.Select(file => file.Incident.Id));
        Assert.True((await Store.ReviewAsync("s9-1", new Review(IncidentState.Dismissed, "me", Now, null), default)) is { IsAway: false, Value: null });
    }

    [Fact]
    public async Task Remove_OneOfTwo_ForgetsIt()
    {
        await AddAsync("s1", 1);
        await AddAsync("s1", 2);
        await ReviewAsync("s1-1", IncidentState.Dismissed);
        Assert.Equal(["s1-1", "s1-2"], (await Store.OfCandidateAsync("c-1", default)).Value!.Select(file => file.Incident.Id).Order());

        Assert.True(await Store.RemoveAsync((await Store.FindAsync("s1-1", default)).Value!, default));
        Assert.Null((await Store.FindAsync("s1-1", default)).Value);
        Assert.Equal(["s1-2"], Ids(await ListAsync()));
        Assert.Equal(["s1-2"], Ids(await ListAsync(room: "math")));
        Assert.Equal(["s1-2"], (await Store.OfSessionAsync("s1", default)).Value!.Select(file => file.Incident.Id));
        Assert.Equal(["s1-2"], (await Store.OfCandidateAsync("c-1", default)).Value!.Select(file => file.Incident.Id));
    }

    [Fact]
    public async Task Hold_AndLetGo_IsShown()
    {
        await AddAsync("s1", 1);

        Assert.True(await Store.HoldAsync("s1-1", true, default));
        Assert.True((await Store.FindAsync("s1-1", default)).Value!.IsHeld);
        Assert.True(await Store.HoldAsync("s1-1", false, default));
        Assert.False((await Store.FindAsync("s1-1", default)).Value!.IsHeld);
        Assert.False(await Store.HoldAsync("s9-1", true, default));
        Assert.Empty((await Store.ExpiredAsync(default))!);
    }

    private async Task<Added?> AddAsync(string session, int episode, string room = "math") => await Store.AddAsync(Sample(session, episode, room), default);

    private async Task<Decided> ReviewAsync(string id, IncidentState state) => (await Store.ReviewAsync(id, new Review(state, "me", Now, "because"), default)).Value!;

    private async Task<IncidentPage> ListAsync(string? room = null, IncidentState? state = null, DateTimeOffset? since = null, string? after = null, bool newestFirst = false, int limit = 50) =>
        (await Store.ListAsync(new IncidentQuery(room, state, since, after, newestFirst, limit), default)).Value!;

    private static IEnumerable<string> Ids(IncidentPage page) => page.Incidents.Select(file => file.Incident.Id);

    private static Incident Sample(string session, int episode, string room) => new(
        Incident.IdOf(session, episode), session, "c-1", room, episode, Now.AddSeconds(-7), Now, TimeSpan.FromSeconds(6.1), [new Gap(Now.AddSeconds(-3), Now.AddSeconds(-2))], 20, 0.7f, "m", "CPU");

    public sealed class InMemory : IncidentStoreTests
    {
        private GatewayHost _host = null!;

        public override async Task InitializeAsync()
        {
            _host = await GatewayHost.StartAsync(null, ("Incidents:MaxInMemory", "100"));
            Store = _host.Service<IIncidentStore>();
        }

        public override async Task DisposeAsync() => await _host.DisposeAsync();

        [Fact]
        public async Task Add_MoreThanFit_DropsTheOldest()
        {
            for (var i = 1; i <= 101; i++) await AddAsync("s1", i);

            Assert.Null((await Store.FindAsync("s1-1", default)).Value);
            Assert.NotNull((await Store.FindAsync("s1-2", default)).Value);
        }
    }

    public sealed class InRedis : IncidentStoreTests
    {
        private RedisServer _redis = null!;
        private GatewayHost _host = null!;

        public override async Task InitializeAsync()
        {
            _redis = await RedisServer.StartAsync();
            _host = await GatewayHost.StartWithRedisAsync(_redis.Endpoint, ("Incidents:KeepFor", "02:00:00"));
            Store = _host.Service<IIncidentStore>();
        }

        public override async Task DisposeAsync()
        {
            await _host.DisposeAsync();
            await _redis.DisposeAsync();
        }

        [Fact]
        public async Task Add_KeepsNothingForever()
        {
            await AddAsync("s1", 1);
            await ReviewAsync("s1-1", IncidentState.Dismissed);
            await using var connection = await _redis.ConnectAsync();

            var keys = connection.GetServers()[0].Keys(pattern: "proctoring:{incidents}*").ToList();
            Assert.Equal(4, keys.Count);
            foreach (var key in keys) Assert.InRange((await connection.GetDatabase().KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromMinutes(239), TimeSpan.FromMinutes(240));
            await Store.HoldAsync("s1-1", true, default);
            Assert.Null(await connection.GetDatabase().KeyTimeToLiveAsync("proctoring:{incidents}:one:s1-1"));
        }

        [Fact]
        public async Task Expired_OldOnes_AreThoseThatNobodyHolds()
        {
            await using var connection = await _redis.ConnectAsync();
            var database = connection.GetDatabase();
            for (var i = 1; i <= 150; i++)
            {
                var entry = $"{DateTimeOffset.UtcNow.AddHours(-3).ToUnixTimeMilliseconds()}-{i}";
                await database.StreamAddAsync("proctoring:{incidents}:all", "id", $"old-{i}", entry);
                await database.HashSetAsync($"proctoring:{{incidents}}:one:old-{i}", [new("record", System.Text.Json.JsonSerializer.Serialize(Sample("old", i, "math"), IncidentJson.Default.Incident)), new("entry", entry), new("state", "Open")]);
                if (i <= 120) await Store.HoldAsync($"old-{i}", true, default);
            }
            await AddAsync("s1", 1);

            Assert.Equal(Enumerable.Range(121, 30).Select(i => $"old-{i}"), (await Store.ExpiredAsync(default))!.Select(file => file.Incident.Id));
        }

        [Fact]
        public async Task List_OfManyReviewed_FindsTheFewThatAreOpen()
        {
            for (var i = 1; i <= 30; i++)
            {
                await AddAsync("s1", i);
                if (i % 10 != 0) await ReviewAsync($"s1-{i}", IncidentState.Confirmed);
            }

            Assert.Equal(["s1-10", "s1-20", "s1-30"], Ids(await ListAsync(state: IncidentState.Open, limit: 3)));
        }
    }
}
