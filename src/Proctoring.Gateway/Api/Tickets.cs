using Microsoft.AspNetCore.Http.HttpResults;
using Proctoring.Gateway.Access.OneUse;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Api;

/// <summary>Tickets of sockets whose clients can send no token.</summary>
internal sealed class Tickets(IOneUseSecrets secrets, SessionClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    public async Task<Results<Ok<TicketIssued>, ProblemHttpResult>> IssueAsync(SecretKind kind, CandidatePass pass, CancellationToken cancellationToken)
    {
        var ticket = await secrets.IssueAsync(kind, pass, Lifetime, cancellationToken);
        return ticket is null ? Problems.Away() : TypedResults.Ok(new TicketIssued(ticket, clock.Now + Lifetime));
    }
}
