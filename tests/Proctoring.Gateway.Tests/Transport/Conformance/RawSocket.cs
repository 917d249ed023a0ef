using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Proctoring.Gateway.Tests.Transport.Conformance;

/// <summary>A WebSocket client that sends whatever bytes it is told to (RFC 6455, 5.2), right or wrong.</summary>
internal sealed class RawSocket : IDisposable
{
    private static readonly byte[] Mask = [0x12, 0x34, 0x56, 0x78];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;

    private RawSocket(TcpClient tcp) => (_tcp, _stream) = (tcp, tcp.GetStream());

    public static async Task<RawSocket> ConnectAsync(Uri address)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(address.Host, address.Port);
        var socket = new RawSocket(tcp);
        var request = $"GET /ws/proctoring/ HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await socket._stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        await socket.ReadHandshakeAsync();
        return socket;
    }

    /// <summary>Sends one frame. <paramref name="first"/> is FIN, RSV and opcode.</summary>
    public async Task SendAsync(byte first, byte[] payload, bool masked = true)
    {
        await _stream.WriteAsync(Frame(first, payload, masked));
    }

    public async Task SendRawAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>The next frame from the server; null when it has closed the connection.</summary>
    public async Task<(byte First, byte[] Payload)?> ReceiveAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        var head = new byte[2];
        if (!await FillAsync(head, deadline.Token)) return null;
        long length = head[1] & 0x7F;
        if (length >= 126)
        {
            var extended = new byte[length == 126 ? 2 : 8];
            if (!await FillAsync(extended, deadline.Token)) return null;
            length = extended.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(extended) : BinaryPrimitives.ReadInt64BigEndian(extended);
        }
        var payload = new byte[length];
        return await FillAsync(payload, deadline.Token) ? (head[0], payload) : null;
    }

    public static byte[] Frame(byte first, byte[] payload, bool masked = true)
    {
        using var frame = new MemoryStream();
        frame.WriteByte(first);
        var maskBit = masked ? 0x80 : 0;
        if (payload.Length < 126)
        {
            frame.WriteByte((byte)(maskBit | payload.Length));
        }
        else
        {
            var extended = new byte[payload.Length <= ushort.MaxValue ? 2 : 8];
            if (extended.Length == 2) BinaryPrimitives.WriteUInt16BigEndian(extended, (ushort)payload.Length);
            else BinaryPrimitives.WriteInt64BigEndian(extended, payload.Length);
            frame.WriteByte((byte)(maskBit | (extended.Length == 2 ? 126 : 127)));
            frame.Write(extended);
        }
        if (masked) frame.Write(Mask);
        frame.Write(masked ? [.. payload.Select((b, i) => (byte)(b ^ Mask[i % 4]))] : payload);
        return frame.ToArray();
    }

    private async Task ReadHandshakeAsync()
    {
        var response = new StringBuilder();
        var one = new byte[1];
        using var deadline = new CancellationTokenSource(Patience);
        while (!response.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (!await FillAsync(one, deadline.Token)) break;
            response.Append((char)one[0]);
        }
        Assert.StartsWith("HTTP/1.1 101", response.ToString());
    }

    private async Task<bool> FillAsync(byte[] buffer, CancellationToken deadline)
    {
        try
        {
            await _stream.ReadExactlyAsync(buffer, deadline);
            return true;
        }
        catch (Exception e) when (e is EndOfStreamException or IOException)
        {
            return false;
        }
    }

    public void Dispose() => _tcp.Dispose();
}
