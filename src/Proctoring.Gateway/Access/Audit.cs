using System.Security.Claims;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Incidents;

namespace Proctoring.Gateway.Access;

/// <summary>
/// Who has looked at what and decided what. Log category <c>Proctoring.Audit</c>, for whoever keeps logs to keep apart. Names staff
/// by their token's subject, and never a candidate.
/// </summary>
internal sealed partial class Audit(ILoggerFactory loggers)
{
    public const string Category = "Proctoring.Audit";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    public void Viewed(ClaimsPrincipal user, Incident incident) => LogViewed(Who.Is(user), incident.Id, incident.Room);

    public void Reviewed(ClaimsPrincipal user, Incident incident, IncidentState state) => LogReviewed(Who.Is(user), incident.Id, incident.Room, state);

    public void Created(ClaimsPrincipal user, string sessionId, string room) => LogCreated(Who.Is(user), sessionId, room);

    public void Removed(ClaimsPrincipal user, Api.Removal removal) => LogRemoved(Who.Is(user), removal.Sessions, removal.Incidents, removal.Objects, removal.Notices, removal.Held.Count, removal.Complete);

    public void Held(ClaimsPrincipal user, Incident incident, bool isHeld) => LogHeld(Who.Is(user), isHeld ? "holds" : "lets go of", incident.Id, incident.Room);

    public void Replayed(ClaimsPrincipal user, string incident, string target) => LogReplayed(Who.Is(user), incident, target);

    /// <param name="who">By the token's subject.</param>
    public void Observed(string who, string room) => LogObserved(who, room);

    [LoggerMessage(1707, LogLevel.Information, "{Who} has webhook {Target} told of incident {IncidentId} again.")]
    private partial void LogReplayed(string who, string incidentId, string target);

    [LoggerMessage(1706, LogLevel.Information, "{Who} observes room {Room}.")]
    private partial void LogObserved(string who, string room);

    [LoggerMessage(1704, LogLevel.Information, "{Who} had a candidate removed: {Sessions} sessions, {Incidents} incidents, {Objects} objects, {Notices} notices; {Held} incidents are held; complete: {Complete}.")]
    private partial void LogRemoved(string who, int sessions, int incidents, int objects, int notices, int held, bool complete);

    [LoggerMessage(1705, LogLevel.Information, "{Who} {Does} incident {IncidentId} in room {Room}.")]
    private partial void LogHeld(string who, string does, string incidentId, string room);

    [LoggerMessage(1701, LogLevel.Information, "{Who} was given the evidence of incident {IncidentId} in room {Room}.")]
    private partial void LogViewed(string who, string incidentId, string room);

    [LoggerMessage(1702, LogLevel.Information, "{Who} reviewed incident {IncidentId} in room {Room}: {State}.")]
    private partial void LogReviewed(string who, string incidentId, string room, IncidentState state);

    [LoggerMessage(1703, LogLevel.Information, "{Who} made session {SessionId} in room {Room}.")]
    private partial void LogCreated(string who, string sessionId, string room);
}
