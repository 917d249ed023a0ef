using System.Net.WebSockets;
using Proctoring.Contracts;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Transport;

/// <summary>A candidate on a WebSocket.</summary>
internal sealed class WebSocketTransport(WebSocket socket, FrameOptions frames, TransportOptions options, TimeProvider time) : ICandidateTransport, IDisposable
{
    private const int FirstRent = 32 * 1024;

    private CancellationTokenSource _sendDeadline = new(Timeout.InfiniteTimeSpan, time);

    public async ValueTask<Inbound> ReceiveAsync()
    {
        try
        {
            // Waiting with an empty buffer: an idle socket holds none.
            var waiting = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (waiting.MessageType == WebSocketMessageType.Close) return new Inbound(InboundKind.Closed);
            return waiting.EndOfMessage ? Empty(waiting.MessageType) : await ReadAsync();
        }
        catch (Exception e) when (IsConnectionEnd(e))
        {
            return new Inbound(InboundKind.Closed);
        }
    }

    private async ValueTask<Inbound> ReadAsync()
    {
        var bytes = PooledBytes.Rent(FirstRent);
        try
        {
            long size = 0;
            while (true)
            {
                if (bytes.Remaining.IsEmpty) bytes.Grow(Math.Min(2 * bytes.Capacity, frames.MaxBytes + 1));
                // Past the limit the same room is filled again and again: the size is counted, the content dropped.
                var room = size <= frames.MaxBytes ? bytes.Remaining : bytes.Buffer;
                var part = await socket.ReceiveAsync(room, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) return new Inbound(InboundKind.Closed);
                size += part.Count;
                if (size > frames.MaxMessageBytes) return new Inbound(InboundKind.FarTooLarge, SizeInBytes: size);
                if (size <= frames.MaxBytes) bytes.Advance(part.Count);
                if (part.EndOfMessage) return Whole(part.MessageType, size, ref bytes!);
            }
        }
        finally
        {
            bytes?.Dispose();
        }
    }

    private static Inbound Empty(WebSocketMessageType type) =>
        new(type == WebSocketMessageType.Text ? InboundKind.Text : InboundKind.Frame, PooledBytes.Rent(1));

    private Inbound Whole(WebSocketMessageType type, long size, ref PooledBytes? bytes)
    {
        if (size > frames.MaxBytes) return new Inbound(InboundKind.TooLarge, SizeInBytes: size);
        var message = new Inbound(type == WebSocketMessageType.Text ? InboundKind.Text : InboundKind.Frame, bytes, size);
        bytes = null;
        return message;
    }

    public async ValueTask<bool> SendAsync(OutboundKind kind, ReadOnlyMemory<byte> message)
    {
        var type = kind == OutboundKind.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
        _sendDeadline.CancelAfter(options.SendTimeout);
        try
        {
            await socket.SendAsync(message, type, endOfMessage: true, _sendDeadline.Token);
        }
        catch (Exception e) when (IsConnectionEnd(e))
        {
            return false;
        }
        if (!_sendDeadline.TryReset()) ReplaceDeadline();
        return true;
    }

    private void ReplaceDeadline()
    {
        _sendDeadline.Dispose();
        _sendDeadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
    }

    public async ValueTask CloseAsync(CloseReason reason)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        _sendDeadline.Token.Register(socket.Abort); // a candidate who never answers the goodbye
        _sendDeadline.CancelAfter(options.CloseTimeout);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)reason.Code, reason.Text, _sendDeadline.Token);
        }
        catch (Exception e) when (IsConnectionEnd(e))
        {
            socket.Abort();
        }
    }

    public void Abort() => socket.Abort();

    public void Dispose()
    {
        _sendDeadline.Dispose();
        socket.Dispose();
    }

    private static bool IsConnectionEnd(Exception e) =>
        e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
