using Microsoft.Extensions.Options;
using Proctoring.Gateway.Incidents.Pending;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Incidents.Evidence;

/// <summary>Gives each connection its recorder.</summary>
internal sealed class EpisodeRecorders(EvidenceBudget budget, IncidentOutbox outbox, SessionClock clock, IOptions<IncidentOptions> options)
{
    /// <summary>
    /// A gateway that was killed may have stored a mark and not its incident. So whoever goes on with a session tells of its marks once
    /// more: those that are known stay as they are.
    /// </summary>
    public EpisodeRecorder Open(StoredSession session)
    {
        foreach (var mark in session.State.Phone.Episodes)
        {
            if (clock.Now - mark.At < options.Value.KeepFor) outbox.Post(new PendingIncident(Recover(session, mark), isWhole: false, null, null, null));
        }
        return new EpisodeRecorder(session, budget, outbox);
    }

    // What the session knows of it; who saw it, and how well, is gone.
    private static Incident Recover(StoredSession session, Mark mark)
    {
        var phone = session.State.Phone;
        var startedAt = phone.Streak is { IsMarked: true } streak && mark.Episode == phone.Marks ? streak.StartedAt : mark.At - mark.Held;
        return new Incident(
            Incident.IdOf(session.Id, mark.Episode), session.Id, session.Candidate, session.Room, mark.Episode, startedAt, mark.At, mark.Held,
            [.. phone.Gaps.Where(gap => gap.From >= startedAt && gap.To <= mark.At)], Frames: 0, HighestScore: 0, Model: "", Provider: "");
    }
}
