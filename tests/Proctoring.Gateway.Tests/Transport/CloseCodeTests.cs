using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Transport;

/// <summary>Every way the server closes a v1 connection, with the code the protocol names.</summary>
public sealed class CloseCodeTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync(_clock, ("Sessions:MaxSessions", "2"));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("hello", 1003)]
    [InlineData("[1]", 1003)]
    [InlineData("data:image/jpeg;base64,/9j/", 1003)]
    [InlineData("{", 1007)]
    [InlineData("{}", 1007)]
    [InlineData("""{"type":1}""", 1007)]
    [InlineData("""{"type":"start","room":7}""", 1007)]
    [InlineData("""{"type":"start"} {"type":"stop"}""", 1007)]
    [InlineData("""{"type":"\ud800"}""", 1007)]
    [InlineData("""{"type":"stop"}""", 1000)]
    [InlineData("""{"type":"start","resume":"made.up.token"}""", 4003)]
    public async Task FirstWord_AgainstTheProtocol_ClosesWithItsCode(string word, int code)
    {
        await using var client = await _host.ConnectAsync(V1Client.Subprotocol);
        await client.SayAsync(word);

        Assert.Equal(code, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task FirstWord_AFrame_ClosesAsNotAuthenticated()
    {
        await using var client = await _host.ConnectAsync(V1Client.Subprotocol);
        await client.SendAsync(ScriptedFrames.Nothing);

        Assert.Equal(4001, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task FirstWord_NoneInFiveSeconds_ClosesAsNotAuthenticated()
    {
        await using var client = await _host.ConnectAsync(V1Client.Subprotocol);
        var closing = client.CloseCodeAsync();
        while (!closing.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(closing, Task.Delay(20));
        }

        Assert.Equal(4001, await closing);
    }

    [Theory]
    [InlineData("hello", 1003)]
    [InlineData("{", 1007)]
    [InlineData("""{"type":"visibility"}""", 1007)]
    [InlineData("""{"type":"stop"}""", 1000)]
    public async Task LaterWord_AgainstTheProtocol_ClosesWithItsCode(string word, int code)
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await client.SayAsync(word);

        Assert.Equal(code, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Text_TooLong_ClosesAsTooLarge()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await client.SayAsync("{" + new string(' ', 20_000) + "}");

        Assert.Equal(1009, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Message_FarTooLarge_ClosesAsTooLarge()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await client.SendAsync(new byte[2_000_000]);

        Assert.Equal(1009, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task NoFrame_ForAMinute_ClosesAsIdle()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        var closing = client.CloseCodeAsync();
        while (!closing.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(closing, Task.Delay(20));
        }

        Assert.Equal(4011, await closing);
    }

    [Fact]
    public async Task Message_HalfSent_ClosesAfterTenSeconds()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await client.Socket.SendAsync(ScriptedFrames.Nothing.AsMemory(0, 100), WebSocketMessageType.Binary, endOfMessage: false, CancellationToken.None);
        var closing = client.CloseCodeAsync();
        while (!closing.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(closing, Task.Delay(20));
        }

        Assert.Equal(1008, await closing);
    }

    [Fact]
    public async Task Origin_OfAnotherSite_ClosesAsPolicy()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        await socket.ConnectAsync(new UriBuilder(_host.Main) { Scheme = "ws", Path = "/ws/proctoring/" }.Uri, CancellationToken.None);
        var closed = await socket.ReceiveAsync(new byte[16], CancellationToken.None);

        Assert.Equal(WebSocketMessageType.Close, closed.MessageType);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.CloseStatus);
    }

    [Fact]
    public async Task Sessions_MoreThanFit_ClosesAsOverloaded()
    {
        var (first, _) = await _host.StartAsync();
        var (second, _) = await _host.StartAsync();
        await using var third = await _host.ConnectAsync(V1Client.Subprotocol);
        await third.SayAsync("""{"type":"start"}""");

        Assert.Equal(1013, await third.CloseCodeAsync());
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Stop_OfTheServer_ClosesForReconnecting()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        var stopping = _host.StopAsync();

        Assert.Equal(1001, await client.CloseCodeAsync());
        await client.CloseAsync();
        await stopping;
    }
}
