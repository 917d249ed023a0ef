using Proctoring.Gateway.Access;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Transport;

namespace Proctoring.Gateway.Rooms;

/// <summary>Where observers connect: <c>/ws/rooms/{room}</c>, with <c>since</c> for the latest entry that they know.</summary>
internal sealed class ObserverEndpoint(SocketDoor door, ObserverGate gate, ObserverHost observers, OriginPolicy origins, Audit audit)
{
    public const string Path = "/ws/rooms/{room}";
    public const string Subprotocol = "proctoring.room.v1";

    public Task HandleAsync(HttpContext context, string room) => door.HandleAsync(context, accepted => ServeAsync(accepted, room));

    private async Task ServeAsync(HttpContext context, string room)
    {
        var isOwnPage = origins.Allows(context.Request);
        var admission = isOwnPage ? await gate.AdmitAsync(context, room) : default; // another origin's page uses no ticket up
        await using var transport = await door.AcceptAsync(context, context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol) ? Subprotocol : null);
        // A page cannot see an HTTP status, so it would try again: the refusal is a close code.
        if (!isOwnPage) await ObserverHost.CloseAsync(transport, CloseReason.WrongOrigin);
        else if (admission.Refused is { } refused) await ObserverHost.CloseAsync(transport, refused);
        else
        {
            audit.Observed(admission.Who, room);
            await observers.RunAsync(transport, new Observation(room, SinceOf(context.Request), admission.Ends));
        }
    }

    // What is no place is none: the observer gets a snapshot.
    private static EntryId? SinceOf(HttpRequest request) => EntryId.TryParse(request.Query["since"].ToString(), out var since) ? since : null;
}
