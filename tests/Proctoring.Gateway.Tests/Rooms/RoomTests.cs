using Proctoring.Gateway.Rooms;
using Proctoring.Gateway.Rooms.Store;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Incidents;
using Proctoring.Testing;
using Proctoring.Testing.Redis;
using Xunit.Abstractions;

namespace Proctoring.Gateway.Tests.Rooms;

/// <summary>Two gateways, one Redis: candidates at one, observers at the other.</summary>
public sealed class RoomTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Room = "math";
    private const string Start = """{"type":"start","room":"math"}""";

    private RedisServer _redis = null!;
    private GatewayHost _here = null!;
    private GatewayHost _there = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _here = await GatewayHost.StartWithRedisAsync(_redis.Endpoint, Marking.Quick, ("Frames:MaxRate", "100"), ("Frames:MaxBurst", "1000"));
        _there = await GatewayHost.StartWithRedisAsync(_redis.Endpoint, Marking.Quick, ("Rooms:MaxBacklog", "16"));
    }

    public async Task DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Candidate_AtTheOtherGateway_IsObservedFromFirstToLast()
    {
        using var observer = await Observer.ConnectAsync(_there, Room);
        Assert.Equal(0, (await observer.HearAsync("snapshot")).GetProperty("candidates").GetArrayLength());

        var (client, hello) = await _here.StartAsync(Start);
        Assert.Equal(hello.Text("session"), (await observer.HearEventAsync("joined")).Text("session"));
        await client.MarkAsync();
        Assert.True((await observer.HearEventAsync("phone")).GetProperty("phone").GetBoolean());
        var marked = await observer.HearEventAsync("marked");
        Assert.Equal((1, 1, $"{hello.Text("session")}-1"), (marked.GetProperty("marks").GetInt32(), marked.GetProperty("episode").GetInt32(), marked.Text("incident")));
        await client.PutAwayAsync();
        await observer.HearEventAsync("phone_gone");

        using var reviewer = new ApiClient(_there);
        await reviewer.IncidentsAsync(1);
        await reviewer.PostAsync($"/api/incidents/{marked.Text("incident")}/review", new { decision = "dismissed" });
        var reviewed = await observer.HearEventAsync("reviewed");
        Assert.Equal(("dismissed", 1), (reviewed.Text("decision"), reviewed.GetProperty("dismissed").GetInt32()));

        await client.DisposeAsync();
        Assert.Equal("away", (await observer.HearEventAsync("left")).Text("presence"));
        using var second = await Observer.ConnectAsync(_here, Room);
        var candidate = (await second.HearAsync("snapshot")).GetProperty("candidates").EnumerateArray().Single();
        Assert.Equal((hello.Text("session"), "away", 1, 1), (candidate.Text("session"), candidate.Text("presence"), candidate.GetProperty("marks").GetInt32(), candidate.GetProperty("dismissed").GetInt32()));
    }

    [Fact]
    public async Task Candidate_WhoGoesOnAtTheOtherGateway_HasNotLeft()
    {
        using var observer = await Observer.ConnectAsync(_here, Room);
        await observer.HearAsync("snapshot");
        var (client, hello) = await _here.StartAsync(Start);
        await using var _ = client;
        await observer.HearEventAsync("joined");
        var (again, _) = await _there.ResumeAsync(hello);
        await observer.HearEventAsync("joined");
        await again.SayAsync("""{"type":"stop"}""");
        await again.CloseCodeAsync();

        Assert.Equal("over", (await observer.HearEventAsync("left")).Text("presence"));
    }

    [Fact]
    public async Task Practice_IsNotTold()
    {
        using var observer = await Observer.ConnectAsync(_here, "practice");
        await observer.HearAsync("snapshot");
        var (client, _) = await _here.StartAsync("""{"type":"start","room":"practice"}""");
        await client.ShowAsync(ScriptedFrames.Phone);
        await client.DisposeAsync();

        Assert.Equal(0, await _here.MetricAsync("proctoring_room_events_published_total"));
    }

    [Fact]
    public async Task Events_SeenAtTheOtherGateway_AreThereSoon()
    {
        using var observer = await Observer.ConnectAsync(_there, Room);
        await observer.HearAsync("snapshot");
        var (publisher, times) = (_here.Service<RoomPublisher>(), new List<double>());
        for (var i = 0; i < 200; i++)
        {
            var toldAt = TimeProvider.System.GetTimestamp();
            publisher.Post(Room, Reviewed(i));
            await observer.HearEventAsync("reviewed");
            times.Add(TimeProvider.System.GetElapsedTime(toldAt).TotalMilliseconds);
        }
        times.Sort();
        output.WriteLine($"Seen at the other gateway after p50 {times[100]:F1} ms, p99 {times[198]:F1} ms, at most {times[^1]:F1} ms; the target is 200 ms at p99.");
        Assert.InRange(times[198], 0, 1_000);
    }

    [Fact]
    public async Task Reconnect_WithSince_GivesExactlyWhatWasMissed()
    {
        using (var observer = await Observer.ConnectAsync(_there, Room))
        {
            await observer.HearAsync("snapshot");
            await TellAsync(0, 5);
            for (var i = 0; i < 5; i++) await observer.HearEventAsync("reviewed");
            await TellAsync(5, 40);

            using var again = await Observer.ConnectAsync(_here, Room, $"?since={observer.Entry}");
            Assert.Equal(observer.Entry, (await again.HearAsync("resumed")).Text("entry"));
            for (var i = 5; i < 40; i++) Assert.Equal($"s{i}", (await again.HearEventAsync("reviewed")).Text("session"));
            await TellAsync(40, 41);
            Assert.Equal("s40", (await again.HearEventAsync("reviewed")).Text("session"));
        }
        foreach (var since in (string[])["nonsense", "99999999999999-0"])
        {
            using var lost = await Observer.ConnectAsync(_here, Room, $"?since={since}");
            await lost.HearAsync("snapshot");
        }
    }

    [Fact]
    public async Task Observer_WhoReadsTooSlowly_IsClosedAndMissesNothing()
    {
        using var observer = await Observer.ConnectAsync(_there, Room);
        await observer.HearAsync("snapshot");
        await TellAsync(0, 2_000); // at once, and 16 may wait

        var (code, heard) = await observer.ToTheEndAsync();
        Assert.Equal(1013, code);
        Assert.InRange(heard.Count, 16, 1_999);
        Assert.Equal(1, await _there.MetricAsync("proctoring_room_observers_slow_total"));
        using var again = await Observer.ConnectAsync(_there, Room, $"?since={observer.Entry}");
        await again.HearAsync("resumed");
        for (var i = heard.Count; i < 2_000; i++) Assert.Equal($"s{i}", (await again.HearEventAsync("reviewed")).Text("session"));
    }

    [Fact]
    public async Task Gateway_ThatIsKilled_LeavesItsCandidatesAway()
    {
        await _here.Service<IRoomStore>().AppendAsync(Room, [new RoomEvent { Event = RoomEventKind.Joined, At = DateTimeOffset.UtcNow, Session = "s1", By = "0123456789abcdef/1", Presence = RoomPresence.Watched }], default);
        using var observer = await Observer.ConnectAsync(_here, Room);
        Assert.Equal("watched", (await observer.HearAsync("snapshot")).GetProperty("candidates")[0].Text("presence"));

        Assert.Equal("away", (await observer.HearEventAsync("left")).Text("presence"));
    }

    [Fact]
    public async Task Redis_AwayForAWhile_ObserversHearTheRestAfterwards()
    {
        using var observer = await Observer.ConnectAsync(_there, Room);
        await observer.HearAsync("snapshot");
        await _redis.PauseAsync();
        var (client, _) = await _here.StartAsync(Start);
        await using var __ = client;
        await Task.Delay(TimeSpan.FromSeconds(1.5)); // its calls fail meanwhile
        await _redis.ContinueAsync();

        await observer.HearEventAsync("joined");
    }

    [Fact]
    public async Task Stream_IsReadWhileSomebodyObservesAndNotOtherwise()
    {
        await using var redis = await _redis.ConnectAsync();
        using (var observer = await Observer.ConnectAsync(_there, Room))
        {
            await observer.HearAsync("snapshot");
            using var second = await Observer.ConnectAsync(_there, Room);
            await second.HearAsync("snapshot");
            Assert.Equal(2, await _there.MetricAsync("proctoring_room_observers"));
            Assert.Equal(1, await ListenersAsync(redis));
        }
        await Eventually.TrueAsync(async () => await _there.MetricAsync("proctoring_room_observers") == 0, "both have left");
        await Eventually.TrueAsync(async () => await ListenersAsync(redis) == 0, "nobody reads the room");
    }

    private static async Task<int> ListenersAsync(StackExchange.Redis.ConnectionMultiplexer redis) =>
        ((StackExchange.Redis.RedisResult[])(await redis.GetDatabase().ExecuteAsync("PUBSUB", "CHANNELS", "proctoring:room:*"))!).Length;

    private async Task TellAsync(int from, int to) =>
        Assert.True(await _here.Service<IRoomStore>().AppendAsync(Room, [.. Enumerable.Range(from, to - from).Select(Reviewed)], default));

    private static RoomEvent Reviewed(int number) => new() { Event = RoomEventKind.Reviewed, At = DateTimeOffset.UtcNow, Session = $"s{number}", Dismissed = 1, Episode = 1, Incident = $"s{number}-1", Decision = Gateway.Incidents.IncidentState.Dismissed };
}
