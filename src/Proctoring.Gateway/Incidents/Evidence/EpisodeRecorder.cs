using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Incidents.Pending;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Incidents.Evidence;

/// <summary>
/// Keeps of a running episode what would be evidence: its first frame and the one with the best score, two JPEGs at most, and with
/// the mark a third. Nothing of a candidate without a phone, nothing of an episode that has its incident. Used by one frame at a time.
/// </summary>
/// <remarks>
/// Frames do not travel: after a reconnect, or at another gateway, an episode's evidence begins with the first frame that is seen
/// there, and says so.
/// </remarks>
internal sealed class EpisodeRecorder(StoredSession session, EvidenceBudget budget, IncidentOutbox outbox) : IDisposable
{
    private DateTimeOffset? _episode;
    private bool _isWhole;
    private int _frames;
    private HeldFrame? _first;
    private HeldFrame? _highest;

    public void Observe(in Decision decision, in FrameAnalysis analysis, AnalyzedFrame result)
    {
        if (decision.Verdict.State.Phone.Streak is not { } streak)
        {
            Drop();
            return;
        }
        if (streak.IsMarked && decision.Mark is null) return;
        if (_episode != streak.StartedAt) Begin(streak.StartedAt, decision.Verdict.At);
        _frames++;
        var frame = decision.Verdict.PhoneVisible && analysis.Original is { } original ? Take(original, decision, result) : null;
        if (decision.Mark is { } mark) File(mark, streak, decision.Verdict.State, frame, result.Detector);
    }

    private void Begin(DateTimeOffset startedAt, DateTimeOffset at)
    {
        Drop();
        (_episode, _isWhole) = (startedAt, startedAt == at);
    }

    // Only what may be needed takes its JPEG along: a first frame, a better one, the one of the mark.
    private HeldFrame? Take(PooledBytes original, in Decision decision, AnalyzedFrame result)
    {
        var score = SeenObjects.PhoneScore(result.Detections);
        var isBest = _highest is null || score > _highest.Score;
        if (!isBest && decision.Mark is null) return null;
        var frame = HeldFrame.Keep(budget, original, decision.Verdict.At, score, result);
        _first ??= frame;
        if (!isBest) return frame;
        if (_highest != _first) _highest?.Dispose();
        _highest = frame;
        return frame;
    }

    private void File(in Mark mark, in PhoneStreak streak, SessionState state, HeldFrame? marking, DetectorIdentity detector)
    {
        var startedAt = streak.StartedAt;
        var incident = new Incident(
            Incident.IdOf(session.Id, mark.Episode), session.Id, session.Candidate, session.Room, mark.Episode, startedAt, mark.At, mark.Held,
            [.. state.Phone.Gaps.Where(gap => gap.From >= startedAt)], _frames, _highest?.Score ?? 0, detector.Model, detector.Provider);
        outbox.Post(new PendingIncident(incident, _isWhole, _first, _highest, marking));
        (_first, _highest) = (null, null); // they are the outbox's now
        Drop();
    }

    private void Drop()
    {
        if (_highest != _first) _highest?.Dispose();
        _first?.Dispose();
        (_first, _highest, _episode, _frames) = (null, null, null, 0);
    }

    public void Dispose() => Drop();
}
