using System.Net;
using System.Net.Sockets;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Management;

public sealed class DrainTests
{
    [Fact]
    public async Task Stop_WithAFrameInWork_ClosesTheDoorAndIsStillWatched()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.ConnectAsync();
        host.Analyzer.Hold();
        await client.SendAsync(ScriptedFrames.Nothing);
        await Eventually.TrueAsync(() => host.Analyzer.Taken == 1, "the frame is in work");

        var stopping = host.StopAsync();

        await Eventually.TrueAsync(() => IsClosedAsync(host.Main), "nobody comes in");
        using var ready = await host.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("draining", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await host.MetricAsync("proctoring_sessions"));
        host.Analyzer.Release();
        Assert.Equal("Nothing detected yet", (await client.ReceiveJsonAsync()).GetProperty("message").GetString());
        await client.CloseAsync();
        await stopping;
        Assert.True(await IsClosedAsync(host.Management));
    }

    [Fact]
    public async Task Stop_NobodyThere_DoesNotWait()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.MetricAsync("proctoring_sessions"); // somebody looks, and is no Prometheus

        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task<bool> IsClosedAsync(Uri address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
