using Proctoring.Gateway.Access;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Transport;

/// <summary>Where candidates connect: <c>/ws/proctoring/</c>. Without a subprotocol the first dialect, with <c>proctoring.v1</c> the new one.</summary>
internal sealed class WebSocketEndpoint(SocketDoor door, SessionHost sessions, CandidateGate gate, OriginPolicy origins)
{
    public const string Path = "/ws/proctoring/";

    private readonly FirstDialect _first = new();
    private readonly V1Dialect _v1 = new();

    public Task HandleAsync(HttpContext context) => door.HandleAsync(context, ServeAsync);

    private async Task ServeAsync(HttpContext context)
    {
        IDialect dialect = context.WebSockets.WebSocketRequestedProtocols.Contains(V1Dialect.Subprotocol) ? _v1 : _first;
        var isOwnPage = origins.Allows(context.Request);
        var shown = isOwnPage ? await gate.AtHandshakeAsync(context.Request) : default; // another origin's page uses no ticket up
        await using var transport = await door.AcceptAsync(context, dialect == _v1 ? V1Dialect.Subprotocol : null);
        // A page cannot see an HTTP status, so it would try again: the refusal is a close code.
        if (!isOwnPage) await sessions.CloseAsync(transport, CloseReason.WrongOrigin);
        else if (shown.Refused is { } refused) await sessions.CloseAsync(transport, refused);
        else await sessions.RunAsync(transport, dialect, new Caller(shown.Pass, RoomOf(context.Request)));
    }

    // Longer names are those of no room.
    private static string? RoomOf(HttpRequest request) => request.Query["room"].ToString() is { Length: > 0 and <= V1Reader.MaxRoomLength } room ? room : null;
}
