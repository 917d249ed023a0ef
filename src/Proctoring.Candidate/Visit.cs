using System.Net.WebSockets;
using System.Text.Json;

namespace Proctoring.Candidate;

/// <summary>
/// One visit of a candidate who holds up a phone, in the dialect <c>proctoring.v1</c>: connects, shows the picture again and again,
/// and ends with the first verdict that has the phone in it. While the server cannot be reached or closes, it comes again.
/// </summary>
internal sealed class Visit(Uri address, TimeSpan timeout, string? token, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly ReadOnlyMemory<byte> Stop = """{"type":"stop"}"""u8.ToArray();

    private readonly byte[] _start = JsonSerializer.SerializeToUtf8Bytes(new { type = "start", token, room = "practice", pictures = "none" });
    private readonly byte[] _picture = Picture();
    private string _latest = "Nothing was answered.";

    /// <returns>Whether the phone was seen, and a sentence for people.</returns>
    public async Task<(bool IsSeen, string Sentence)> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                if (await ConnectAsync(either.Token) is { } verdict) return (true, $"The phone was seen by {verdict}.");
                await Task.Delay(Pause, time, either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return (false, $"No phone was seen at {address} within {timeout.TotalSeconds:F0} s. {_latest}");
        }
    }

    private async Task<string?> ConnectAsync(CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("proctoring.v1");
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            await socket.SendAsync(_start, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            return await WatchAsync(socket, cancellationToken);
        }
        catch (WebSocketException e)
        {
            _latest = e.Message;
            return null;
        }
    }

    private async Task<string?> WatchAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = ShowAsync(socket, end.Token);
        try
        {
            while (await ReceiveAsync(socket, cancellationToken) is { } message)
            {
                if (SeenBy(message) is not { } verdict) continue;
                await end.CancelAsync();
                await showing;
                await socket.SendAsync(Stop, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                return verdict;
            }
            _latest = $"The server closed with {(int?)socket.CloseStatus}: {socket.CloseStatusDescription}";
            return null;
        }
        finally
        {
            await end.CancelAsync();
            await showing;
        }
    }

    private async Task ShowAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            // Sending is not cancelled, which would break the socket; the server reads whatever it does with it.
            do await socket.SendAsync(_picture, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The receiving side says why.
        }
    }

    // Provider and model of a verdict with the phone in it.
    private string? SeenBy(JsonElement message)
    {
        var type = message.GetProperty("type").GetString();
        if (type == "error") _latest = message.GetProperty("message").GetString()!;
        if (type != "verdict") return null;
        if (message.GetProperty("phone_visible").GetBoolean()) return $"{message.GetProperty("model").GetString()} on {message.GetProperty("provider").GetString()}";
        _latest = $"A verdict said: {message.GetProperty("message").GetString()}";
        return null;
    }

    private static async Task<JsonElement?> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024]; // more than any text of the dialect
        var size = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(size), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            size += part.Count;
            if (part.EndOfMessage) return JsonDocument.Parse(buffer.AsMemory(0, size)).RootElement;
        }
    }

    private static byte[] Picture()
    {
        using var resource = typeof(Visit).Assembly.GetManifestResourceStream("phone.jpg")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
