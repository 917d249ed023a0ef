using System.Net.WebSockets;
using Proctoring.Contracts;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Sessions;

/// <summary>What a session holds, and that all of it is given back. Counts buffers of the whole process, so nothing runs beside it.</summary>
[Collection(nameof(Alone))]
public sealed class SessionLifetimeTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync(null, ("Access:SocketBurst", "2000"));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Disconnect_AThousandTimesInEveryWay_ReleasesEverything()
    {
        var before = PooledBytes.Outstanding;
        for (var i = 0; i < 1000; i++)
        {
            await using var client = await _host.ConnectAsync();
            if (i % 4 > 0) await client.SendAsync(ScriptedFrames.Phone);
            if (i % 4 > 1) await client.SendAsync(ScriptedFrames.Nothing);
            if (i % 4 == 2) await client.ReceiveJsonAsync();
            if (i % 2 == 0) await client.CloseAsync();
            else client.Socket.Abort();
        }

        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_sessions") == 0, "no session is left");
        Assert.Equal(1000, await _host.MetricAsync("proctoring_sessions_started_total"));
        Assert.Equal(0, _host.Store.Count);
        await Eventually.TrueAsync(() => PooledBytes.Outstanding == before, $"buffers go back to {before}");
        Assert.Empty(_host.Log.Of(1007));
    }

    [Fact]
    public async Task Disconnect_WhileAFrameIsInWork_ReleasesItWhenItIsDone()
    {
        var before = PooledBytes.Outstanding;
        _host.Analyzer.Hold();
        await using (var client = await _host.ConnectAsync())
        {
            await client.SendAsync(ScriptedFrames.Phone);
            await client.SendAsync(ScriptedFrames.Phone);
            await Eventually.TrueAsync(() => _host.Analyzer.Taken == 1, "a frame is in work");
            client.Socket.Abort();
        }
        _host.Analyzer.Release();

        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_sessions") == 0, "the session ends");
        await Eventually.TrueAsync(() => PooledBytes.Outstanding == before, "buffers go back");
    }

    [Fact]
    public async Task Stop_FrameInWork_IsFinishedThenTheSocketClosesForReconnecting()
    {
        await using var client = await _host.ConnectAsync();
        _host.Analyzer.Hold();
        await client.SendAsync(ScriptedFrames.Phone);
        await Eventually.TrueAsync(() => _host.Analyzer.Taken == 1, "the frame is in work");

        var stopping = _host.StopAsync();
        _host.Analyzer.Release();

        Assert.Equal("cell phone detected!", (await client.ReceiveJsonAsync()).GetProperty("message").GetString());
        Assert.Equal(WebSocketMessageType.Close, (await client.ReceiveAsync()).Type);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, client.Socket.CloseStatus);
        await client.CloseAsync();
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Client_ThatDoesNotRead_LosesPicturesFirstAndHoldsLittle()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Transport:SendTimeout", "00:00:02"), ("Frames:MaxRate", "1000"), ("Frames:MaxBurst", "10000"));
        await using var reader = await host.ConnectAsync();
        await using var lazy = await host.ConnectAsync();
        var large = ScriptedFrames.Padded(200_000);
        var before = PooledBytes.Outstanding;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await host.MetricAsync("proctoring_sends_failed_total") == 0)
        {
            Assert.False(deadline.IsCancellationRequested, "the lazy client was never given up");
            try
            {
                await lazy.SendAsync(large);
            }
            catch (Exception e) when (e is WebSocketException or IOException)
            {
                break; // the server has hung up
            }
            await reader.AskAsync(ScriptedFrames.Nothing);
            Assert.InRange(PooledBytes.Outstanding - before, 0, 48);
        }

        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_sends_failed_total") == 1, "the lazy client was given up");
        Assert.True(await host.MetricAsync("proctoring_pictures_dropped_total") > 0);
        await reader.AskAsync(ScriptedFrames.Nothing);
    }
}

/// <summary>Tests that count what the whole process holds.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
