using Proctoring.Gateway.Incidents;

namespace Proctoring.Gateway.Tests.Webhooks;

/// <summary>Incidents that somebody is told of.</summary>
internal static class Notices
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static Incident Incident(string session, string room = "math") =>
        new(Gateway.Incidents.Incident.IdOf(session, 1), session, "c-1", room, 1, Now.AddSeconds(-6), Now, TimeSpan.FromSeconds(6), [], 20, 0.7f, "script", "Scripted");
}
