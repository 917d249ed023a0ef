using System.Security.Claims;

namespace Proctoring.Gateway.Access.Tokens;

/// <summary>Where a candidate may go: into one session, or into a room for sessions of their own.</summary>
/// <param name="Session">Null for none in particular.</param>
/// <param name="Room">Null where the session says it.</param>
/// <param name="Starts">Not before; null for at once.</param>
/// <param name="Ends">Not from then on.</param>
internal sealed record CandidatePass(string Candidate, string? Session, string? Room, DateTimeOffset? Starts, DateTimeOffset Ends)
{
    /// <summary>What a token says that was checked; null where it is no candidate's or says neither room nor session.</summary>
    public static CandidatePass? Of(ClaimsPrincipal user)
    {
        var (session, room) = (user.FindFirst(Claims.Session)?.Value, user.FindFirst(Claims.Room)?.Value);
        if (!user.IsInRole(Roles.Candidate) || user.FindFirst(Claims.Subject)?.Value is not { Length: > 0 } candidate) return null;
        if (session is null && room is null || Who.Ends(user) is not { } ends) return null;
        return new CandidatePass(candidate, session, room, Who.TimeOf(user, Claims.Starts), ends);
    }
}
