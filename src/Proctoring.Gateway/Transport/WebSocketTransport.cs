using System.Net.WebSockets;
using Proctoring.Contracts;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Transport;

/// <summary>A candidate on a WebSocket.</summary>
/// <param name="gone">Fires when the TCP connection has ended.</param>
internal sealed class WebSocketTransport(WebSocket socket, FrameOptions frames, TransportOptions options, TimeProvider time, CancellationToken gone)
    : ICandidateTransport, IAsyncDisposable
{
    private const int FirstRent = 32 * 1024;

    private readonly Lock _closing = new();
    private CancellationTokenSource _sendDeadline = new(Timeout.InfiniteTimeSpan, time);
    private CancellationTokenSource? _closeDeadline;
    private ITimer? _receiveDeadline;
    private bool _isBroken;
    private volatile bool _isAborted;
    private Task? _givenUp;

    public async ValueTask<Inbound> ReceiveAsync()
    {
        try
        {
            // Waiting with an empty buffer: an idle socket holds none.
            var waiting = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (waiting.MessageType == WebSocketMessageType.Close) return Closed();
            if (waiting.EndOfMessage) return Empty(waiting.MessageType);
            _receiveDeadline ??= time.CreateTimer(static transport => ((WebSocketTransport)transport!).GiveUpReceiving(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _receiveDeadline.Change(options.ReceiveTimeout, Timeout.InfiniteTimeSpan);
            var message = await ReadAsync();
            _receiveDeadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return message;
        }
        catch (Exception e) when (IsConnectionEnd(e))
        {
            _isBroken = true;
            return Closed();
        }
    }

    // Half a message may never be followed by the other half. Cancelling the read would cut the connection without a word.
    private void GiveUpReceiving()
    {
        lock (_closing) _givenUp ??= CloseAsync(CloseReason.TooSlow(options.ReceiveTimeout)).AsTask();
    }

    private Inbound Closed() => new(InboundKind.Closed, Reason: _givenUp is null ? null : CloseReason.TooSlow(options.ReceiveTimeout));

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
                if (part.MessageType == WebSocketMessageType.Close) return Closed();
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
        _closeDeadline = new CancellationTokenSource(options.CloseTimeout, time);
        _closeDeadline.Token.Register(Abort); // a candidate who never answers the goodbye
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)reason.Code, reason.Text, _closeDeadline.Token);
        }
        catch (Exception e) when (IsConnectionEnd(e))
        {
            Abort();
        }
    }

    public void Abort()
    {
        _isAborted = true;
        socket.Abort();
    }

    // After a violation of the protocol the socket has just said why, and disposing it would cut the connection before the close
    // frame is out: the candidate gets a moment to read it and hang up.
    private async Task LingerAsync() => await Task.Delay(options.CloseTimeout, time, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public async ValueTask DisposeAsync()
    {
        if (_receiveDeadline is not null) await _receiveDeadline.DisposeAsync();
        if (_givenUp is not null) await _givenUp;
        if (_isBroken && !_isAborted) await LingerAsync();
        _closeDeadline?.Dispose();
        _sendDeadline.Dispose();
        socket.Dispose();
    }

    private static bool IsConnectionEnd(Exception e) =>
        e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
