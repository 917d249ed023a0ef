using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Rooms;

/// <summary>Tells a room whom to expect: sessions that an exam system has made, until their candidates come.</summary>
internal sealed class Expectations(RoomPublisher publisher, SessionClock clock)
{
    /// <param name="starts">From when the candidate may come; null for at once.</param>
    public void Tell(StoredSession session, DateTimeOffset? starts)
    {
        if (session.Room == StoredSession.PracticeRoom) return;
        publisher.Post(session.Room, new RoomEvent
        {
            Event = RoomEventKind.Expected,
            At = clock.Now,
            Session = session.Id,
            By = RoomCandidate.Nobody,
            Candidate = session.Candidate,
            Presence = RoomPresence.Expected,
            Starts = starts,
            Ends = session.ExpiresAt,
        });
    }
}
