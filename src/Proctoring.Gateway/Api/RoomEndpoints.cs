using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Access.OneUse;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Api;

/// <summary>How a browser gets into a room's socket: it cannot send a token there.</summary>
internal sealed class RoomEndpoints(IOneUseSecrets secrets, SessionClock clock)
{
    private static readonly TimeSpan TicketLifetime = TimeSpan.FromSeconds(60);

    public async Task<Results<Ok<TicketIssued>, ProblemHttpResult>> TicketAsync(ClaimsPrincipal user, string room, CancellationToken cancellationToken)
    {
        if (room.Length > V1Reader.MaxRoomLength || !RoomScope.Of(user).Has(room)) return Problems.NotFound();
        var pass = new CandidatePass(Who.Is(user), null, room, null, Who.Ends(user) ?? DateTimeOffset.MaxValue);
        var ticket = await secrets.IssueAsync(SecretKind.Watch, pass, TicketLifetime, cancellationToken);
        return ticket is null ? Problems.Away() : TypedResults.Ok(new TicketIssued(ticket, clock.Now + TicketLifetime));
    }
}
