using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Rooms;

/// <summary>
/// What one connection tells its room: changes alone, so a frame that shows nothing new costs nothing. Told by the session's own
/// threads one after another; nobody waits for it.
/// </summary>
/// <param name="by">This connection.</param>
internal sealed class RoomLine(StoredSession session, string by, RoomPublisher publisher, SessionClock clock)
{
    private readonly Lock _telling = new();
    private RoomPresence _presence = RoomPresence.Watched;
    private bool _isPhone = session.State.Phone.Streak is not null;
    private SessionState _state = session.State;
    private long _round = publisher.Round;

    private bool HasLeft => _presence is RoomPresence.Away or RoomPresence.Over;

    public void Join()
    {
        lock (_telling) Tell(RoomEventKind.Joined);
    }

    /// <summary>Called every second or so.</summary>
    public void See(Sight sight)
    {
        lock (_telling)
        {
            if (HasLeft) return;
            var presence = sight switch { Sight.Blind => RoomPresence.Blind, Sight.Silent => RoomPresence.Silent, Sight.Watched => RoomPresence.Watched, _ => _presence };
            if (presence != _presence)
            {
                _presence = presence;
                Tell(presence switch { RoomPresence.Blind => RoomEventKind.Blind, RoomPresence.Silent => RoomEventKind.Silent, _ => RoomEventKind.Back });
            }
            else if (_round != publisher.Round) Tell(RoomEventKind.Present);
        }
    }

    /// <summary>Called with every verdict's state.</summary>
    public void Observe(SessionState state)
    {
        var isPhone = state.Phone.Streak is not null;
        lock (_telling)
        {
            var earlier = _state;
            _state = state;
            if (HasLeft) return;
            if (isPhone != _isPhone)
            {
                _isPhone = isPhone;
                Tell(isPhone ? RoomEventKind.Phone : RoomEventKind.PhoneGone);
            }
            if (state.Phone.Marks != earlier.Phone.Marks) Tell(RoomEventKind.Marked, state.Phone.Marks);
        }
    }

    /// <summary>Another connection has the session: what happens from now on is its to tell.</summary>
    public void FallSilent()
    {
        lock (_telling) _presence = RoomPresence.Away;
    }

    /// <param name="isOver">Whether the session cannot be resumed.</param>
    public void Leave(bool isOver)
    {
        lock (_telling)
        {
            if (HasLeft) return;
            _presence = isOver ? RoomPresence.Over : RoomPresence.Away;
            _isPhone = false;
            Tell(RoomEventKind.Left);
        }
    }

    private void Tell(RoomEventKind kind, int? episode = null)
    {
        _round = publisher.Round;
        publisher.Post(session.Room, new RoomEvent
        {
            Event = kind,
            At = clock.Now,
            Session = session.Id,
            By = by,
            Candidate = session.Candidate,
            Presence = _presence,
            Phone = _isPhone,
            Marks = _state.Phone.Marks,
            // Otherwise a review that this connection has not heard of yet would be undone.
            Dismissed = kind is RoomEventKind.Joined or RoomEventKind.Present ? _state.Phone.Dismissed.Length : null,
            PhoneSeconds = Math.Round(_state.Phone.Total.TotalSeconds, 3),
            Episode = episode,
            Incident = episode is { } marked ? Incident.IdOf(session.Id, marked) : null,
        });
    }
}
