using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Api;

/// <summary>A session as it was last stored: while a phone is in view at most a second old, otherwise since the last change.</summary>
/// <param name="Flagged">Whether it has an episode that no reviewer has dismissed.</param>
internal sealed record SessionView(
    string Id, string? Candidate, string Room, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool Connected, bool Over,
    double PhoneSeconds, bool Flagged, IReadOnlyList<EpisodeView> Episodes, IReadOnlyList<GapView> Gaps)
{
    public static SessionView Of(KnownSession known, IReadOnlyList<IncidentFile> incidents)
    {
        var (session, phone) = (known.Session, known.Session.State.Phone);
        var states = incidents.ToDictionary(file => file.Incident.Episode, file => file.State);
        return new SessionView(
            session.Id, session.Candidate, session.Room, session.CreatedAt, session.ExpiresAt, known.IsConnected, known.IsOver,
            Math.Round(phone.Total.TotalSeconds, 3), session.State.CheatingDetected,
            [.. phone.Episodes.Select(mark => new EpisodeView(mark.Episode, mark.At, Math.Round(mark.Held.TotalSeconds, 3), states.TryGetValue(mark.Episode, out var state) ? state : null, Incident.IdOf(session.Id, mark.Episode)))],
            [.. phone.Gaps.Select(gap => new GapView(gap.From, gap.To))]);
    }
}

/// <param name="State">Of its incident; null while that is not stored yet, or no longer.</param>
internal sealed record EpisodeView(int Episode, DateTimeOffset MarkedAt, double PhoneSeconds, IncidentState? State, string Incident);

/// <param name="Candidate">Who sits the exam, as you name them: 1–128 characters.</param>
/// <param name="Room">1–128 characters; default proctoring_room.</param>
/// <param name="Starts">From when the candidate may come; default now.</param>
/// <param name="Ends">Until when; at most 31 days ahead.</param>
internal sealed record SessionRequest(string? Candidate, string? Room, DateTimeOffset? Starts, DateTimeOffset? Ends);

/// <param name="Link">For the candidate, once: its code is in the fragment, which browsers send to nobody.</param>
internal sealed record SessionCreated(string Id, string Room, DateTimeOffset? Starts, DateTimeOffset Ends, Uri Link);

internal sealed record JoinRequest(string? Code);

/// <param name="Token">Said in start, until <paramref name="Expires"/>.</param>
internal sealed record Joined(string Token, string Session, string Room, DateTimeOffset Expires);

/// <param name="Ticket">For <c>/ws/proctoring/?ticket=</c>, once, until <paramref name="Expires"/>.</param>
internal sealed record TicketIssued(string Ticket, DateTimeOffset Expires);
