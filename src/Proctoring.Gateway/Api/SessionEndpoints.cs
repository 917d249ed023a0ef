using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Access.OneUse;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Rooms;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Api;

/// <summary>Sessions: what is known of one, how an LMS makes one, and how its candidate gets in.</summary>
internal sealed class SessionEndpoints(
    ISessionStore sessions, IIncidentStore incidents, IOneUseSecrets secrets, Tickets tickets, CandidateTokens tokens, Expectations expectations, Audit audit, SessionClock clock, IOptions<AccessOptions> options)
{
    private const int MaxNameLength = 128;
    private static readonly TimeSpan FarthestEnd = TimeSpan.FromDays(31);

    public async Task<Results<Ok<SessionView>, ProblemHttpResult>> FindAsync(ClaimsPrincipal user, string id, CancellationToken cancellationToken)
    {
        var answer = await sessions.FindAsync(id, cancellationToken);
        if (answer.IsAway) return Problems.Away();
        if (answer.Value is not { } known || !RoomScope.Of(user).Has(known.Session.Room)) return Problems.NotFound();
        var files = await incidents.OfSessionAsync(id, cancellationToken);
        return files.Value is { } all ? TypedResults.Ok(SessionView.Of(known, all)) : Problems.Away();
    }

    public async Task<Results<Created<SessionCreated>, ProblemHttpResult>> CreateAsync(ClaimsPrincipal user, SessionRequest request, HttpRequest http, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        if (request.Candidate is not { Length: > 0 and <= MaxNameLength } candidate) return Problems.Bad($"The candidate has 1 to {MaxNameLength} characters.");
        if (request.Room is { } named && named.Length is 0 or > MaxNameLength) return Problems.Bad($"A room has 1 to {MaxNameLength} characters.");
        if (request.Ends is not { } ends || ends <= now || ends > now + FarthestEnd) return Problems.Bad($"The session ends in the future, at most {FarthestEnd.TotalDays:0} days ahead.");
        if (request.Starts >= ends) return Problems.Bad("The session starts before it ends.");
        var room = request.Room ?? StoredSession.DefaultRoom;

        var lease = await sessions.StartAsync(new NewSession(room, candidate, ends), cancellationToken);
        if (lease is null) return Problems.Away();
        var session = lease.Session;
        await lease.ReleaseAsync(session.State, isOver: false, cancellationToken); // until its candidate comes
        var pass = new CandidatePass(candidate, session.Id, room, request.Starts, ends);
        if (await secrets.IssueAsync(SecretKind.Code, pass, ends - now, cancellationToken) is not { } code) return Problems.Away();
        audit.Created(user, session.Id, room);
        expectations.Tell(session, request.Starts);
        var link = new Uri(BaseOf(http), $"?room={Uri.EscapeDataString(room)}#code={code}");
        return TypedResults.Created($"/api/sessions/{session.Id}", new SessionCreated(session.Id, room, request.Starts, ends, link));
    }

    /// <summary>The code is gone with this, whatever comes of it.</summary>
    public async Task<Results<Ok<Joined>, ProblemHttpResult>> JoinAsync(JoinRequest request, HttpContext context, CancellationToken cancellationToken)
    {
        if (request.Code is not { Length: > 0 } code) return Problems.Bad("The code is missing.");
        var answer = await secrets.RedeemAsync(SecretKind.Code, code, cancellationToken);
        if (answer.IsAway) return Problems.Away();
        if (answer.Value is not { } pass || pass.Ends <= clock.Now) return TypedResults.Problem("The code is not known, was used, or has expired.", statusCode: StatusCodes.Status403Forbidden);
        var token = tokens.Issue(pass);
        // For clients that cannot say start. Only the socket gets it, and only from this origin's pages.
        context.Response.Cookies.Append(CandidateGate.Cookie, token, new CookieOptions { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/ws/", Expires = pass.Ends });
        return TypedResults.Ok(new Joined(token, pass.Session!, pass.Room!, pass.Ends));
    }

    public async Task<Results<Ok<TicketIssued>, ProblemHttpResult>> TicketAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (CandidatePass.Of(user) is not { } pass) return TypedResults.Problem("The token names no session and no room.", statusCode: StatusCodes.Status403Forbidden);
        return await tickets.IssueAsync(SecretKind.Ticket, pass, cancellationToken);
    }

    private Uri BaseOf(HttpRequest http) => new(options.Value.PublicUrl.Length > 0 ? options.Value.PublicUrl.TrimEnd('/') + '/' : $"{http.Scheme}://{http.Host}/");
}
