using Proctoring.Gateway.Access;
using Proctoring.Gateway.Access.OneUse;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Rooms;

/// <summary>Who may observe a room: by a token in the handshake's header, or by a ticket in its address.</summary>
internal sealed class ObserverGate(IOneUseSecrets secrets, SessionClock clock)
{
    public async ValueTask<ObserverAdmission> AdmitAsync(HttpContext context, string room)
    {
        if (room.Length > V1Reader.MaxRoomLength) return Refuse(CloseReason.TokenNotValid);
        return context.Request.Query["ticket"].ToString() is { Length: > 0 } ticket ? await RedeemAsync(ticket, room, context.RequestAborted) : Check(context, room);
    }

    private async ValueTask<ObserverAdmission> RedeemAsync(string ticket, string room, CancellationToken cancellationToken)
    {
        var answer = await secrets.RedeemAsync(SecretKind.Watch, ticket, cancellationToken);
        if (answer.IsAway) return Refuse(CloseReason.NotNow);
        if (answer.Value is not { } pass || pass.Room != room) return Refuse(CloseReason.TokenNotValid);
        return pass.Ends <= clock.Now ? Refuse(CloseReason.TokenExpired) : new ObserverAdmission(pass.Candidate, pass.Ends, null);
    }

    // The wrong role and the wrong room are told in the same words, whether there is such a room or not.
    private static ObserverAdmission Check(HttpContext context, string room)
    {
        var user = context.User;
        if (user.Identity?.IsAuthenticated != true) return Refuse(CloseReason.TokenMissing);
        if (!Policies.RolesOf[Policies.Read].Any(user.IsInRole) || !RoomScope.Of(user).Has(room)) return Refuse(CloseReason.TokenNotValid);
        return new ObserverAdmission(Who.Is(user), Who.Ends(user) ?? DateTimeOffset.MaxValue, null);
    }

    private static ObserverAdmission Refuse(CloseReason reason) => new("", default, reason);
}

/// <param name="Ends">When what let the observer in ends.</param>
/// <param name="Refused">Null where the observer may come in.</param>
internal readonly record struct ObserverAdmission(string Who, DateTimeOffset Ends, CloseReason? Refused);
