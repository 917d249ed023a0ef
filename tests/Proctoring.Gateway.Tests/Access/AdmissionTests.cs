using System.Net;
using System.Net.WebSockets;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Access;

public sealed class AdmissionTests
{
    [Fact]
    public async Task Sockets_OverTheServersLimit_Get503AndRoomAgainLater()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Access:MaxSockets", "2"));
        var first = await host.ConnectAsync();
        await using var second = await host.ConnectAsync();

        Assert.Contains("503", (await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync())).Message);
        await first.CloseAsync();
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_sessions") == 1, "the first has left");
        await using var third = await Retry(host);
    }

    [Fact]
    public async Task Sockets_OverAnAddressesLimit_Get429()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Access:MaxSocketsPerAddress", "1"));
        await using var first = await host.ConnectAsync();

        Assert.Contains("429", (await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync())).Message);
        Assert.Equal(1, await host.MetricAsync("proctoring_handshakes_refused_total{reason=\"address_full\"}"));
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("10.0.0.0/8", false)]
    public async Task ForwardedAddress_IsBelievedFromTrustedProxiesOnly(string trusted, bool believed)
    {
        await using var host = await GatewayHost.StartAsync(null, ("Access:MaxSocketsPerAddress", "1"), ("Access:TrustedProxies:0", trusted));
        using var first = await ConnectAsync(host, ("X-Forwarded-For", "203.0.113.1"));
        if (believed)
        {
            using var second = await ConnectAsync(host, ("X-Forwarded-For", "203.0.113.2"));
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(host, ("X-Forwarded-For", "203.0.113.2")));
        }
    }

    [Theory]
    [InlineData("https://exam.example.org", true)]
    [InlineData("https://exam.example.org.evil.example", false)]
    [InlineData("http://exam.example.org", false)]
    [InlineData("null", false)]
    [InlineData("own", true)]
    public async Task Origin_AllowedOrOwn_MayConnect(string origin, bool allowed)
    {
        await using var host = await GatewayHost.StartAsync(null, ("Access:AllowedOrigins:0", "https://exam.example.org"));
        using var socket = await ConnectAsync(host, ("Origin", origin == "own" ? host.Main.GetLeftPart(UriPartial.Authority) : origin));
        await socket.SendAsync(ScriptedFrames.Nothing, WebSocketMessageType.Binary, true, CancellationToken.None);
        var answer = await socket.ReceiveAsync(new byte[100_000], CancellationToken.None);

        Assert.Equal(allowed, answer.MessageType != WebSocketMessageType.Close);
    }

    [Fact]
    public async Task Compression_Offered_IsNotNegotiated()
    {
        await using var host = await GatewayHost.StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        socket.Options.CollectHttpResponseDetails = true;
        await socket.ConnectAsync(Address(host), CancellationToken.None);

        Assert.DoesNotContain("Sec-WebSocket-Extensions", socket.HttpResponseHeaders!.Keys);
    }

    private static async Task<ClientWebSocket> ConnectAsync(GatewayHost host, (string Name, string Value) header)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader(header.Name, header.Value);
        await socket.ConnectAsync(Address(host), CancellationToken.None);
        return socket;
    }

    private static Uri Address(GatewayHost host) => new UriBuilder(host.Main) { Scheme = "ws", Path = "/ws/proctoring/" }.Uri;

    // The place is given back a moment after the session has ended.
    private static async Task<Proctoring.Testing.CandidateClient> Retry(GatewayHost host)
    {
        Proctoring.Testing.CandidateClient? client = null;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                client = await host.ConnectAsync();
                return true;
            }
            catch (WebSocketException)
            {
                return false;
            }
        }, "there is room again");
        return client!;
    }
}
