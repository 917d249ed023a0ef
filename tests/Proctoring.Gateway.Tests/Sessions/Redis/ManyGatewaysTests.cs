using System.Text.Json;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

/// <summary>Two gateways, one Redis: a session goes on at either.</summary>
public sealed class ManyGatewaysTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private GatewayHost _first = null!;
    private GatewayHost _second = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _first = await GatewayHost.StartWithRedisAsync(_redis.Endpoint);
        _second = await GatewayHost.StartWithRedisAsync(_redis.Endpoint);
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Resume_AtTheOtherGateway_GoesOnWithThePhoneTimeSoFar()
    {
        var (client, hello) = await _first.StartAsync();
        var before = await ShowPhoneAsync(client, TimeSpan.FromSeconds(2));
        client.Socket.Abort();
        await client.DisposeAsync();

        var (again, welcome) = await _second.ResumeAsync(hello);
        await using var _ = again;

        Assert.True(welcome.GetProperty("resumed").GetBoolean());
        Assert.Equal(hello.GetProperty("session").GetString(), welcome.GetProperty("session").GetString());
        Assert.Equal(before, welcome.GetProperty("phone_seconds").GetDouble(), 3);
        Assert.True((await again.ShowAsync(ScriptedFrames.Phone)).GetProperty("phone_seconds").GetDouble() >= before);
    }

    [Fact]
    public async Task Resume_WhileTheFirstStillHasIt_ClosesThatOneWith4009AndLosesNothing()
    {
        var (client, hello) = await _first.StartAsync();
        await using var __ = client;
        var before = await ShowPhoneAsync(client, TimeSpan.FromSeconds(1));

        var (again, welcome) = await _second.ResumeAsync(hello);
        await using var _ = again;

        Assert.Equal(4009, await client.CloseCodeAsync());
        Assert.Equal(before, welcome.GetProperty("phone_seconds").GetDouble(), 3);
    }

    [Fact]
    public async Task Resume_BackAndForth_IsOneSession()
    {
        var (client, hello) = await _first.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            await client.ShowAsync(ScriptedFrames.Phone);
            await client.DisposeAsync();
            (client, var welcome) = await (i % 2 == 0 ? _second : _first).ResumeAsync(hello);
            Assert.True(welcome.GetProperty("resumed").GetBoolean());
        }
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Resume_SessionThatWasStopped_IsOverEverywhere()
    {
        var (client, hello) = await _first.StartAsync();
        await client.SayAsync("""{"type":"stop"}""");
        Assert.Equal(1000, await client.CloseCodeAsync());
        await client.DisposeAsync();

        Assert.Equal(4010, await RefusalAsync(_second, hello));
    }

    internal static async Task<int> RefusalAsync(GatewayHost host, JsonElement hello)
    {
        await using var client = await host.ConnectAsync(V1Client.Subprotocol);
        await client.SayAsync(JsonSerializer.Serialize(new { type = "start", resume = hello.GetProperty("resume").GetString() }));
        return await client.CloseCodeAsync();
    }

    // A phone every 100 ms; gives back the phone seconds of the last verdict.
    internal static async Task<double> ShowPhoneAsync(CandidateClient client, TimeSpan time)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(110));
        for (var i = 0; ; i++)
        {
            var verdict = await client.ShowAsync(ScriptedFrames.Phone);
            if (i * 110 >= time.TotalMilliseconds) return verdict.GetProperty("phone_seconds").GetDouble();
            await tick.WaitForNextTickAsync();
        }
    }
}
