using Proctoring.Gateway.Incidents.Pending;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Incidents.Evidence;

/// <summary>Gives each connection its recorder.</summary>
internal sealed class EpisodeRecorders(EvidenceBudget budget, IncidentOutbox outbox)
{
    public EpisodeRecorder Open(StoredSession session) => new(session, budget, outbox);
}
