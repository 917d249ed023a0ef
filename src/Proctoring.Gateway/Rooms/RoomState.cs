using System.Collections.Immutable;
using Proctoring.Gateway.Incidents.Store;

namespace Proctoring.Gateway.Rooms;

/// <summary>A candidate as the latest events tell.</summary>
/// <param name="At">When the latest of them happened.</param>
/// <param name="By">Which connection told the latest; <see cref="Nobody"/> before the first.</param>
/// <param name="Starts">From when the candidate may come, where an exam system has said it.</param>
/// <param name="Ends">Until when.</param>
internal sealed record RoomCandidate(
    string Session, string? Candidate, RoomPresence Presence, bool Phone, int Marks, int Dismissed, double PhoneSeconds, DateTimeOffset At, string? By,
    DateTimeOffset? Starts = null, DateTimeOffset? Ends = null)
{
    /// <summary>Stands for the connection while there has been none: what it says counts until somebody joins.</summary>
    public const string Nobody = "nobody";

    public bool IsGone => Presence is RoomPresence.Away or RoomPresence.Over;

    /// <summary>Whether a gateway has, or had, a connection with the candidate.</summary>
    public bool HasCome => By is not (null or Nobody);

    /// <summary>After an event; the script that Redis runs does the same.</summary>
    public RoomCandidate After(RoomEvent happened) => new(
        Session, happened.Candidate ?? Candidate, happened.Presence ?? Presence, happened.Phone ?? Phone, happened.Marks ?? Marks, happened.Dismissed ?? Dismissed,
        happened.PhoneSeconds ?? PhoneSeconds, happened.At, happened.By ?? By, happened.Starts ?? Starts, happened.Ends ?? Ends);
}

/// <summary>A room after all events up to one.</summary>
/// <param name="Last">That one.</param>
/// <param name="Removed">The latest event that is not kept any more: what came before cannot be caught up with.</param>
internal sealed record RoomState(EntryId Last, EntryId Removed, ImmutableDictionary<string, RoomCandidate> Candidates)
{
    public static readonly RoomState Empty = new(default, default, ImmutableDictionary<string, RoomCandidate>.Empty);

    public RoomState After(in RoomEntry entry) => this with { Last = entry.Entry, Candidates = After(entry.Event) };

    /// <summary>Whether somebody who knows all up to <paramref name="since"/> can be told the rest.</summary>
    public bool Reaches(EntryId since) => since.CompareTo(Removed) >= 0 && since.CompareTo(Last) <= 0;

    /// <summary>
    /// Whether an event comes too late: another connection has the session by now, it is known to have been left, somebody who was
    /// expected has come, or all that there was of it has been removed.
    /// </summary>
    public bool IsLate(RoomEvent happened)
    {
        if (happened.By is null || happened.Event == RoomEventKind.Joined) return false;
        if (happened.Event == RoomEventKind.Expected) return Candidates.ContainsKey(happened.Session);
        if (!Candidates.TryGetValue(happened.Session, out var known)) return happened.Event != RoomEventKind.Present;
        return known.By != happened.By || (happened.Event == RoomEventKind.Left && known.IsGone);
    }

    private ImmutableDictionary<string, RoomCandidate> After(RoomEvent happened)
    {
        if (happened.Event == RoomEventKind.Removed) return Candidates.Remove(happened.Session);
        if (Candidates.TryGetValue(happened.Session, out var known)) return Candidates.SetItem(happened.Session, known.After(happened));
        // A review of somebody of whom nothing else is known says too little.
        return happened.By is null ? Candidates : Candidates.SetItem(happened.Session, First(happened));
    }

    private static RoomCandidate First(RoomEvent happened) =>
        new RoomCandidate(happened.Session, null, RoomPresence.Watched, false, 0, 0, 0, happened.At, null).After(happened);
}
