using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Verdicts;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

/// <summary>What sessions cost Redis, counted by the server itself.</summary>
public sealed class CostTests : IAsyncLifetime
{
    // What the gateway asks for by itself, a few times a minute, however many sessions there are.
    private static readonly string[] Household = ["time", "ping", "info", "config|get", "client|setname", "client|setinfo", "client|id", "hello", "auth", "cluster|nodes", "replicaof", "sentinel", "command", "echo"];

    private RedisServer _redis = null!;
    private GatewayHost _host = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _host = await GatewayHost.StartWithRedisAsync(_redis.Endpoint, ("Frames:MaxRate", "1000"), ("Frames:MaxBurst", "10000"));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Frames_Clean_MakeNoCall()
    {
        await using var redis = await _redis.ConnectAsync();
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await JoinedAsync();
        var before = await redis.CallsAsync();
        for (var i = 0; i < 300; i++) await client.ShowAsync(ScriptedFrames.Nothing);

        Assert.Empty(Difference(before, await redis.CallsAsync()));
    }

    [Fact]
    public async Task Frames_WithPhone_AreStoredOnceASecond()
    {
        await using var redis = await _redis.ConnectAsync();
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await JoinedAsync();
        var before = await redis.CallsAsync();
        await new PhoneScript(client, TimeSpan.FromMilliseconds(100)).ShowAsync(TimeSpan.FromSeconds(5));

        // The start of the streak, the appearance at 1 s, and every second; and once that the room is told.
        var calls = Difference(before, await redis.CallsAsync());
        Assert.Equal(1, calls["xadd"]);
        Assert.InRange(calls["evalsha"] - calls["xadd"], 5, 8);
    }

    [Fact]
    public async Task Keys_AllOfThem_Expire()
    {
        await using var redis = await _redis.ConnectAsync();
        var (phone, _) = await _host.StartAsync();
        await phone.ShowAsync(ScriptedFrames.Phone);
        var (stopped, _) = await _host.StartAsync();
        await stopped.SayAsync("""{"type":"stop"}""");
        await stopped.CloseCodeAsync();
        var first = await _host.ConnectAsync();
        await first.AskAsync(ScriptedFrames.Phone);
        await first.CloseAsync();
        var (left, hello) = await _host.StartAsync();
        await left.DisposeAsync();
        var (again, _) = await _host.ResumeAsync(hello);
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_redis_writes_pending") == 0, "all is stored");

        var keys = redis.GetServers()[0].Keys().ToList();
        Assert.Equal(7, keys.Count); // four sessions, the key that signs, their room and its candidates
        foreach (var key in keys)
        {
            var left6 = await redis.GetDatabase().KeyTimeToLiveAsync(key);
            Assert.NotNull(left6);
            Assert.InRange(left6.Value, TimeSpan.FromMinutes(5), TimeSpan.FromDays(2));
        }
        foreach (var client in (CandidateClient[])[phone, stopped, first, again]) await client.DisposeAsync();
    }

    [Fact]
    public async Task Sessions_AThousandWithNews_AreWrittenByFewAndTheNewestIsStored()
    {
        await using var redis = await _redis.ConnectAsync();
        var store = _host.Service<ISessionStore>();
        var leases = new List<SessionLease>();
        for (var i = 0; i < 1000; i++) leases.Add((await store.StartAsync("room", CancellationToken.None))!);
        var before = await redis.CallsAsync();

        await _redis.PauseAsync();
        var script = new Script();
        for (var save = 0; save < 20; save++)
        {
            var state = script.Phone(save * 0.3).State;
            foreach (var lease in leases) await lease.SaveAsync(state, CancellationToken.None); // waits for nothing
        }
        Assert.Equal(1000, await _host.MetricAsync("proctoring_redis_writes_pending"));
        await _redis.ContinueAsync();
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_redis_writes_pending") == 0, "all is stored");

        // One write a session, and those that were on their way when Redis stopped: four workers with 64 each.
        Assert.InRange(Difference(before, await redis.CallsAsync())["evalsha"], 1000, 2500);
        Assert.All(leases, lease => Assert.False(((RedisLease)lease).IsPending));
        var stored = SessionRecord.Read((byte[])(await redis.GetDatabase().HashGetAsync($"proctoring:session:{{{leases[500].Session.Id}}}", "state"))!);
        Assert.Equal(5.7, stored.State.Phone.Total.TotalSeconds, 3);
    }

    // That the candidate is there is told once, to the room.
    private Task JoinedAsync() => Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_room_events_published_total") == 1, "the room has been told");

    private static Dictionary<string, long> Difference(Dictionary<string, long> before, Dictionary<string, long> after) => after
        .Where(pair => !Household.Contains(pair.Key) && pair.Value > before.GetValueOrDefault(pair.Key))
        .ToDictionary(pair => pair.Key, pair => pair.Value - before.GetValueOrDefault(pair.Key));
}
