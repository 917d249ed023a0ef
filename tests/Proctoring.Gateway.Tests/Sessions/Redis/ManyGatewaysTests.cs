using System.Text.Json;
using Proctoring.Gateway.Sessions;
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

    [Fact]
    public async Task Resume_WhereTheMachinesClockIsHalfAMinuteOff_MarksAtSixSeconds()
    {
        await using var ahead = await GatewayHost.StartWithRedisAsync(_redis.Endpoint, new ShiftedTime(TimeSpan.FromSeconds(30)));
        await using var behind = await GatewayHost.StartWithRedisAsync(_redis.Endpoint, new ShiftedTime(TimeSpan.FromSeconds(-30)));
        Assert.InRange((ahead.Service<SessionClock>().Now - behind.Service<SessionClock>().Now).TotalMilliseconds, -20, 20);
        var marks = new List<double>();
        var (client, hello) = await ahead.StartAsync();
        foreach (var host in (GatewayHost[])[behind, _first, ahead])
        {
            var script = new PhoneScript(client, TimeSpan.FromMilliseconds(150));
            await script.ShowAsync(TimeSpan.FromSeconds(2));
            marks.AddRange(script.Marks);
            await client.DisposeAsync();
            (client, _) = await host.ResumeAsync(hello);
        }
        var last = new PhoneScript(client, TimeSpan.FromMilliseconds(150));
        await last.ShowAsync(TimeSpan.FromSeconds(2));
        await client.DisposeAsync();

        Assert.Equal(6, Assert.Single([.. marks, .. last.Marks]), 0.2);
    }

    [Fact]
    public async Task Resume_ByManyAtOnce_LeavesOneOwnerAndTellsTheOthers()
    {
        var (first, hello) = await _first.StartAsync();
        await first.DisposeAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => TryAsync(i % 2 == 0 ? _first : _second, hello)));
        var owners = all.OfType<CandidateClient>().ToList();
        Assert.NotEmpty(owners);

        // Everybody but the last has been told by now or is told soon; the last goes on.
        var answers = await Task.WhenAll(owners.Select(AnswerAsync));
        Assert.Single(answers, "verdict");
        Assert.All(answers.Where(answer => answer != "verdict"), answer => Assert.Equal("4009", answer));
        foreach (var client in owners) await client.DisposeAsync();
    }

    // Null where it was told to come back later.
    private static async Task<CandidateClient?> TryAsync(GatewayHost host, JsonElement hello)
    {
        var client = await host.ConnectAsync(V1Client.Subprotocol);
        await client.SayAsync(JsonSerializer.Serialize(new { type = "start", resume = hello.GetProperty("resume").GetString() }));
        var message = await client.ReceiveAsync();
        if (message.Type != System.Net.WebSockets.WebSocketMessageType.Close) return client;
        Assert.Equal(1013, (int)client.Socket.CloseStatus!.Value);
        await client.DisposeAsync();
        return null;
    }

    // What a client hears once the dust has settled: a verdict, or why it was closed.
    private static async Task<string> AnswerAsync(CandidateClient client)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        try
        {
            await client.SendAsync(ScriptedFrames.Nothing);
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // closed already
        }
        var message = await client.ReceiveAsync();
        return message.Type == System.Net.WebSockets.WebSocketMessageType.Close ? $"{(int)client.Socket.CloseStatus!.Value}" : "verdict";
    }

    private sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
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
