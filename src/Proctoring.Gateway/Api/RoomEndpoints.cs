using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Access.OneUse;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Api;

/// <summary>How a browser gets into a room's socket: it cannot send a token there.</summary>
internal sealed class RoomEndpoints(Tickets tickets)
{
    public async Task<Results<Ok<TicketIssued>, ProblemHttpResult>> TicketAsync(ClaimsPrincipal user, string room, CancellationToken cancellationToken)
    {
        if (room.Length > V1Reader.MaxRoomLength || !RoomScope.Of(user).Has(room)) return Problems.NotFound();
        var pass = new CandidatePass(Who.Is(user), null, room, null, Who.Ends(user) ?? DateTimeOffset.MaxValue);
        return await tickets.IssueAsync(SecretKind.Watch, pass, cancellationToken);
    }
}
