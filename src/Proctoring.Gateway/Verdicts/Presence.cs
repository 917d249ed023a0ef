namespace Proctoring.Gateway.Verdicts;

/// <summary>An object that is in view, with what is forgiven: short absences, and blindness.</summary>
/// <param name="Held">Watched time from the first frame that showed it to the last one that did. Absences in between are part of it.</param>
/// <param name="Missed">Watched time since it was last shown.</param>
/// <param name="Blind">Blind time since it was last shown.</param>
internal readonly record struct Presence(TimeSpan Held, TimeSpan Missed, TimeSpan Blind)
{
    /// <summary>
    /// Takes in one analysed frame, <paramref name="time"/> after the one before. Time is credited only when the object is
    /// seen again, so an absence that turns out to be the end adds nothing.
    /// </summary>
    public PresenceStep Step(bool isSeen, WatchedTime time, TimeSpan missTolerance, TimeSpan blindTolerance)
    {
        var missed = Missed + time.Watched;
        var blind = Blind + time.Blind;
        if (blind > blindTolerance) return new PresenceStep(PresenceEnd.Blind, this);
        if (missed > missTolerance) return new PresenceStep(PresenceEnd.Absent, this);
        return new PresenceStep(PresenceEnd.None, isSeen ? new Presence(Held + missed, default, default) : new Presence(Held, missed, blind));
    }
}

/// <summary>Why a presence is over.</summary>
internal enum PresenceEnd
{
    None,
    Absent,
    Blind,
}

/// <summary>A presence after a frame; as it was before the frame when it has ended.</summary>
internal readonly record struct PresenceStep(PresenceEnd End, Presence Presence);
