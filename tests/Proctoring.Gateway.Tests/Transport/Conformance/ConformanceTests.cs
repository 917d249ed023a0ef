using System.Buffers.Binary;
using System.Text;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Transport.Conformance;

/// <summary>The endpoint against RFC 6455, frame by frame.</summary>
public sealed class ConformanceTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public static TheoryData<string> Names => [.. Cases.All.Select(c => c.Name)];

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync(null, ("Frames:MaxRate", "1000"), ("Frames:MaxBurst", "10000"), ("Transport:CloseTimeout", "00:00:00.2"));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Frames_OfTheCase_AreAnsweredAsTheRfcSays(string name)
    {
        var wanted = Cases.All.Single(c => c.Name == name);
        using var socket = await RawSocket.ConnectAsync(_host.Main);
        foreach (var frame in wanted.Frames) await socket.SendRawAsync(frame);

        switch (wanted.Expect)
        {
            case Expect.NotAJpeg:
                await AssertErrorAsync(socket, "Frame conversion failed");
                await AssertAliveAsync(socket);
                break;
            case Expect.NotAFrame:
                await AssertErrorAsync(socket, "No frame received");
                await AssertAliveAsync(socket);
                break;
            case Expect.Pongs:
                await AssertPongsAsync(socket, wanted);
                break;
            case Expect.Silence:
                await AssertAliveAsync(socket);
                break;
            case Expect.Close:
                await AssertCloseAsync(socket, wanted.CloseCode);
                break;
        }
    }

    private static async Task AssertErrorAsync(RawSocket socket, string message)
    {
        var answer = await socket.ReceiveAsync();
        Assert.Equal((byte?)0x81, answer?.First);
        Assert.Equal($$"""{"status":"error","message":"{{message}}"}""", Encoding.UTF8.GetString(answer!.Value.Payload));
    }

    private static async Task AssertPongsAsync(RawSocket socket, Case wanted)
    {
        foreach (var ping in wanted.Frames.Where(f => (f[0] & 0x0F) == 0x9))
        {
            var pong = await socket.ReceiveAsync();
            Assert.Equal((byte?)0x8A, pong?.First);
            Assert.Equal(ping, RawSocket.Frame(ping[0], pong!.Value.Payload));
        }
    }

    private static async Task AssertAliveAsync(RawSocket socket)
    {
        await socket.SendAsync(0x89, "still there?"u8.ToArray());
        var pong = await socket.ReceiveAsync();
        Assert.Equal((byte?)0x8A, pong?.First);
        Assert.Equal("still there?"u8.ToArray(), pong!.Value.Payload);
    }

    private static async Task AssertCloseAsync(RawSocket socket, int code)
    {
        var close = await socket.ReceiveAsync();
        Assert.Equal((byte?)0x88, close?.First);
        Assert.Equal(code, BinaryPrimitives.ReadUInt16BigEndian(close!.Value.Payload));
        Assert.Null(await socket.ReceiveAsync()); // and then the connection ends
    }
}
