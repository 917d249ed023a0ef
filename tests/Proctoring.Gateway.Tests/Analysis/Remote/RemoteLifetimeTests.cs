using Proctoring.Contracts;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Sessions;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote;

/// <summary>What sessions with frames at pods hold, and that all of it is given back.</summary>
[Collection(nameof(Alone))]
public sealed class RemoteLifetimeTests : IAsyncLifetime
{
    private ScriptedPod _pod = null!;
    private GatewayHost _host = null!;

    public async Task InitializeAsync()
    {
        _pod = await ScriptedPod.StartAsync();
        _host = await GatewayHost.StartAsync([_pod], null, ("Access:SocketBurst", "2000"));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _pod.DisposeAsync();
    }

    [Fact]
    public async Task Disconnect_AThousandTimesWithFramesAtThePod_ReleasesEverything()
    {
        var before = PooledBytes.Outstanding;
        _pod.Behaviour.Takes = TimeSpan.FromMilliseconds(2);
        for (var i = 0; i < 1000; i++)
        {
            await using var client = await _host.ConnectAsync();
            for (var frame = 0; frame < i % 4; frame++) await client.SendAsync(ScriptedFrames.Phone);
            if (i % 8 == 3) await client.ReceiveJsonAsync();
            if (i % 2 == 0) await client.CloseAsync();
            else client.Socket.Abort();
        }

        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_sessions") == 0, "no session is left");
        await Eventually.TrueAsync(() => PooledBytes.Outstanding == before, $"buffers go back to {before}");
        Assert.Equal(1000, await _host.MetricAsync("proctoring_sessions_started_total"));
        Assert.Empty(_host.Log.Of(1006));
        Assert.Empty(_host.Log.Of(1007));
    }

    [Fact]
    public async Task Stop_FrameAtThePod_IsFinishedThenTheSocketClosesForReconnecting()
    {
        await using var client = await _host.ConnectAsync();
        _pod.Behaviour.Hold();
        await client.SendAsync(ScriptedFrames.Phone);
        await Eventually.TrueAsync(() => _pod.Counters.Started == 1, "the frame is at the pod");

        var stopping = _host.StopAsync();
        _pod.Behaviour.Release();

        Assert.Equal("cell phone detected!", (await client.ReceiveJsonAsync()).GetProperty("message").GetString());
        Assert.Equal(System.Net.WebSockets.WebSocketMessageType.Close, (await client.ReceiveAsync()).Type);
        await client.CloseAsync();
        await stopping;
    }
}
