using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;

namespace Proctoring.Testing;

/// <summary>A candidate without a browser: sends JPEGs and reads whole messages. Every wait has a deadline.</summary>
public sealed class CandidateClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private byte[] _buffer = new byte[64 * 1024];

    private CandidateClient(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    /// <summary>Connects to <c>/ws/proctoring/</c> of a server at <paramref name="address"/> (http).</summary>
    /// <param name="receiveBuffer">Bytes that this machine keeps for a client that does not read; null for the system's choice.</param>
    public static async Task<CandidateClient> ConnectAsync(Uri address, string? subprotocol = null, int? receiveBuffer = null)
    {
        var socket = new ClientWebSocket();
        if (subprotocol is not null) socket.Options.AddSubProtocol(subprotocol);
        using var deadline = new CancellationTokenSource(Patience);
        using var invoker = receiveBuffer is { } size ? new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = (context, stop) => DialAsync(context.DnsEndPoint, size, stop) }) : null;
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/ws/proctoring/" }.Uri, invoker, deadline.Token);
        return new CandidateClient(socket);
    }

    /// <summary>Connects to any socket of a server at <paramref name="address"/> (http), query included.</summary>
    public static async Task<CandidateClient> OpenAsync(Uri address, Action<ClientWebSocketOptions> setUp)
    {
        var socket = new ClientWebSocket();
        setUp(socket.Options);
        using var deadline = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, deadline.Token);
        return new CandidateClient(socket);
    }

    /// <summary>Connects as a client that is told to come again later does: when it was told. Gives up after <paramref name="patience"/>.</summary>
    public static async Task<CandidateClient> ConnectPatientlyAsync(Uri address, string? subprotocol, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        while (true)
        {
            var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
            if (subprotocol is not null) socket.Options.AddSubProtocol(subprotocol);
            try
            {
                await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/ws/proctoring/" }.Uri, deadline.Token);
                return new CandidateClient(socket);
            }
            catch (WebSocketException) when (RetryAfter(socket) is { } wait)
            {
                socket.Dispose();
                await Task.Delay(wait, deadline.Token);
            }
        }
    }

    // Null where the server said nothing of the kind.
    private static TimeSpan? RetryAfter(ClientWebSocket socket) =>
        socket.HttpStatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests
        && socket.HttpResponseHeaders?.TryGetValue("Retry-After", out var values) == true && int.TryParse(values.First(), out var seconds)
            ? TimeSpan.FromSeconds(seconds) : null;

    private static async ValueTask<Stream> DialAsync(DnsEndPoint server, int receiveBuffer, CancellationToken stop)
    {
        var line = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = receiveBuffer, NoDelay = true };
        await line.ConnectAsync(server, stop);
        return new NetworkStream(line, ownsSocket: true);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type = WebSocketMessageType.Binary)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await Socket.SendAsync(message, type, endOfMessage: true, deadline.Token);
    }

    /// <summary>The next whole message; its type is Close when the server has closed.</summary>
    public async Task<ReceivedMessage> ReceiveAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        var size = 0;
        while (true)
        {
            if (size == _buffer.Length) Array.Resize(ref _buffer, 2 * size);
            var part = await Socket.ReceiveAsync(_buffer.AsMemory(size), deadline.Token);
            size += part.Count;
            if (part.EndOfMessage) return new ReceivedMessage(part.MessageType, _buffer[..size]);
        }
    }

    /// <summary>The next text message as JSON; binary ones before it are skipped.</summary>
    public async Task<JsonElement> ReceiveJsonAsync()
    {
        while (true)
        {
            var message = await ReceiveAsync();
            if (message.Type == WebSocketMessageType.Close) throw new InvalidOperationException($"The server closed: {Socket.CloseStatus} {Socket.CloseStatusDescription}");
            if (message.Type == WebSocketMessageType.Text) return JsonDocument.Parse(message.Bytes).RootElement;
        }
    }

    /// <summary>Sends one JPEG and waits for its verdict.</summary>
    public async Task<JsonElement> AskAsync(ReadOnlyMemory<byte> jpeg)
    {
        await SendAsync(jpeg);
        return await ReceiveJsonAsync();
    }

    public async Task CloseAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
    }

    public ValueTask DisposeAsync()
    {
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <param name="Bytes">UTF-8 for text.</param>
public sealed record ReceivedMessage(WebSocketMessageType Type, byte[] Bytes);
