using System.Net;
using System.Text.Json;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

/// <summary>Redis pauses, dies, forgets: sockets stay, marks fall on time and are stored once it is back.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    private RedisServer _redis = null!;
    private GatewayHost _host = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _host = await GatewayHost.StartWithRedisAsync(_redis.Endpoint);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Pause_AcrossTheMark_MarksOnTimeAndStoresOnceAfterwards()
    {
        var (client, hello) = await _host.StartAsync();
        await using var _ = client;
        var script = new PhoneScript(client, Interval);
        await script.ShowAsync(TimeSpan.FromSeconds(4));
        await _redis.PauseAsync();
        await script.ShowAsync(TimeSpan.FromSeconds(6));

        Assert.Equal(6, Assert.Single(script.Marks), 0.2); // the first frame at six seconds or more, frames are 0.15 s apart
        Assert.True(await _host.MetricAsync("proctoring_redis_writes_pending") > 0);
        Assert.Equal(1, await _host.MetricAsync("proctoring_redis_away"));
        Assert.Equal(1013, await ManyGatewaysTests.RefusalAsync(_host, hello));
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/readyz")).StatusCode);

        await _redis.ContinueAsync();
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_redis_writes_pending") == 0, "what waits is stored");
        await using var redis = await _redis.ConnectAsync();
        var stored = await redis.SessionAsync(hello);
        Assert.Equal(1, stored!.State.Phone.Marks);
        Assert.Single(stored.State.Phone.Episodes);
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_redis_away") == 0, "Redis counts as back");
        Assert.Single(_host.Log.Of(1302));
        Assert.Single(_host.Log.Of(1303));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 3)]
    [InlineData(false, 0)] // over before anybody has noticed
    public async Task Back_AndResumedAtAnotherGatewayAtOnce_LosesNothingOfTheAbsence(bool isPaused, double seconds)
    {
        await using var other = await GatewayHost.StartWithRedisAsync(_redis.Endpoint);
        var (client, hello) = await _host.StartAsync();
        await using var _ = client;
        var script = new PhoneScript(client, Interval);
        await script.ShowAsync(TimeSpan.FromSeconds(0.5));
        await (isPaused ? _redis.PauseAsync() : _redis.KillAsync());
        await script.ShowAsync(TimeSpan.FromSeconds(seconds));
        await (isPaused ? _redis.ContinueAsync() : _redis.RestartAsync());

        JsonElement welcome = default;
        await Eventually.TrueAsync(async () =>
        {
            await using var again = await other.ConnectAsync(V1Client.Subprotocol);
            await again.SayAsync(JsonSerializer.Serialize(new { type = "start", resume = hello.GetProperty("resume").GetString() }));
            var answer = await again.ReceiveAsync();
            if (answer.Type == System.Net.WebSockets.WebSocketMessageType.Close) Assert.Equal(1013, (int)again.Socket.CloseStatus!.Value);
            else welcome = JsonDocument.Parse(answer.Bytes).RootElement;
            return welcome.ValueKind == JsonValueKind.Object;
        }, "it is resumed");
        Assert.Equal(script.PhoneSeconds, welcome.GetProperty("phone_seconds").GetDouble(), 3);
        Assert.Equal(4009, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Kill_ServerComesBackWithoutData_EverySessionIsWrittenAgain()
    {
        var (client, hello) = await _host.StartAsync();
        await using var _ = client;
        await client.ShowAsync(ScriptedFrames.Nothing);
        await _redis.KillAsync();
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_redis_away") == 1, "Redis is away");
        await _redis.RestartAsync();

        await using var redis = await _redis.ConnectAsync();
        await Eventually.TrueAsync(async () => await redis.SessionAsync(hello) is not null, "the session is there again, though nothing happened in it");
        Assert.NotNull((string?)await redis.GetDatabase().StringGetAsync("proctoring:resume-key"));
        await using var other = await GatewayHost.StartWithRedisAsync(_redis.Endpoint);
        var (again, welcome) = await other.ResumeAsync(hello);
        await using var __ = again;
        Assert.True(welcome.GetProperty("resumed").GetBoolean());
        Assert.Equal(4009, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Scripts_Forgotten_AreLoadedAgain()
    {
        await using var redis = await _redis.ConnectAsync();
        await redis.GetServers()[0].ScriptFlushAsync();
        var (client, hello) = await _host.StartAsync();
        await client.DisposeAsync();
        await redis.GetServers()[0].ScriptFlushAsync();
        var (again, welcome) = await _host.ResumeAsync(hello);
        await again.DisposeAsync();

        Assert.True(welcome.GetProperty("resumed").GetBoolean());
        Assert.Equal(0, await _host.MetricAsync("proctoring_redis_calls_total{operation=\"take\",outcome=\"failed\"}"));
    }

    [Fact]
    public async Task Start_WhileRedisIsAway_SessionBeginsAndIsStoredAfterwards()
    {
        await _redis.KillAsync();
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_redis_away") == 1, "Redis is away");
        var (client, hello) = await _host.StartAsync();
        await client.ShowAsync(ScriptedFrames.Phone);
        await client.DisposeAsync();
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_sessions") == 0, "the candidate has left");
        await _redis.RestartAsync();

        await using var redis = await _redis.ConnectAsync();
        await Eventually.TrueAsync(async () => await redis.SessionAsync(hello) is { State.Phone.Streak: not null }, "the session is stored, with what was seen");
        var (again, _) = await _host.ResumeAsync(hello);
        await again.DisposeAsync();
    }

    [Fact]
    public async Task Start_RedisWasNeverThere_IsNotReadyAndSaysWhy()
    {
        var (redis, port) = (await RedisServer.StartAsync(), 0);
        port = redis.Port;
        await redis.DisposeAsync();
        await using var host = await GatewayHost.StartAsync(null, ("Redis:Endpoints", $"127.0.0.1:{port}"));

        var answer = await host.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Redis has not been reached yet", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("checks").GetProperty("redis").GetProperty("description").GetString());
        await Eventually.TrueAsync(() => host.Log.Of(1302).Any(), "it is logged");
    }

    [Fact]
    public async Task Stop_WithAStateThatWaits_StoresItBeforeTheProcessEnds()
    {
        var (client, hello) = await _host.StartAsync();
        await client.ShowAsync(ScriptedFrames.Phone);
        await _redis.PauseAsync();
        var stopping = _host.StopAsync();
        await client.CloseCodeAsync();
        await client.DisposeAsync();
        await Task.Delay(TimeSpan.FromSeconds(3)); // longer than the end of a connection waits
        Assert.False(stopping.IsCompleted);
        await _redis.ContinueAsync();
        await stopping;

        await using var redis = await _redis.ConnectAsync();
        Assert.NotNull((await redis.SessionAsync(hello))!.State.Phone.Streak);
        Assert.Empty(_host.Log.Of(1309));
    }
}
