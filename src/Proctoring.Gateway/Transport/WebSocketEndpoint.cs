using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Transport;

/// <summary>Where candidates connect: <c>/ws/proctoring/</c>. Without a subprotocol the first dialect, with <c>proctoring.v1</c> the new one.</summary>
internal sealed class WebSocketEndpoint(
    SocketDoor door, SessionHost sessions, CandidateGate gate, OriginPolicy origins, IOptions<FrameOptions> frames, IOptions<TransportOptions> options, TimeProvider time)
{
    public const string Path = "/ws/proctoring/";

    private readonly FirstDialect _first = new();
    private readonly V1Dialect _v1 = new();

    public Task HandleAsync(HttpContext context) => door.HandleAsync(context, ServeAsync);

    private async Task ServeAsync(HttpContext context)
    {
        IDialect dialect = context.WebSockets.WebSocketRequestedProtocols.Contains(V1Dialect.Subprotocol) ? _v1 : _first;
        var shown = origins.Allows(context.Request) ? await gate.AtHandshakeAsync(context.Request) : default; // another origin's page uses no ticket up
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = dialect == _v1 ? V1Dialect.Subprotocol : null,
            KeepAliveInterval = options.Value.PingInterval,
            KeepAliveTimeout = options.Value.PongTimeout,
            DangerousEnableCompression = false, // JPEGs do not shrink, and a compressor would cost some 300 KB a socket
        });
        await using var transport = new WebSocketTransport(socket, frames.Value, options.Value, time, context.RequestAborted);
        // A page cannot see an HTTP status, so it would try again: the refusal is a close code.
        if (!origins.Allows(context.Request)) await sessions.CloseAsync(transport, CloseReason.WrongOrigin);
        else if (shown.Refused is { } refused) await sessions.CloseAsync(transport, refused);
        else await sessions.RunAsync(transport, dialect, new Caller(shown.Pass, RoomOf(context.Request)));
    }

    // Longer names are those of no room.
    private static string? RoomOf(HttpRequest request) => request.Query["room"].ToString() is { Length: > 0 and <= V1Reader.MaxRoomLength } room ? room : null;
}
