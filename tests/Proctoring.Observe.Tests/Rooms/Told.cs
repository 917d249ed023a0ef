using Proctoring.Gateway.Rooms;

namespace Proctoring.Observe.Tests.Rooms;

/// <summary>What gateways tell a room.</summary>
internal static class Told
{
    public static RoomEvent Joined(int number, bool phone = false, int marks = 0, int dismissed = 0, RoomPresence presence = RoomPresence.Watched) => Of(RoomEventKind.Joined, number) with
    {
        Candidate = Name(number),
        Presence = presence,
        Phone = phone,
        Marks = marks,
        Dismissed = dismissed,
        PhoneSeconds = marks * 6.2,
    };

    public static RoomEvent Expected(int number, DateTimeOffset? starts) => Of(RoomEventKind.Expected, number) with
    {
        By = RoomCandidate.Nobody,
        Candidate = Name(number),
        Presence = RoomPresence.Expected,
        Starts = starts,
        Ends = DateTimeOffset.UtcNow.AddHours(2),
    };

    public static RoomEvent Phone(int number, bool isThere) => Of(isThere ? RoomEventKind.Phone : RoomEventKind.PhoneGone, number) with { Phone = isThere, PhoneSeconds = 1.5 };

    public static RoomEvent Marked(int number, int marks = 1) => Of(RoomEventKind.Marked, number) with { Phone = true, Marks = marks, PhoneSeconds = 6.1, Episode = marks, Incident = $"s{number}-{marks}" };

    public static RoomEvent Left(int number) => Of(RoomEventKind.Left, number) with { Presence = RoomPresence.Away, Phone = false };

    public static string Name(int number) => $"candidate-{number}";

    private static RoomEvent Of(RoomEventKind kind, int number) => new() { Event = kind, At = DateTimeOffset.UtcNow, Session = $"s{number}", By = $"g/{number}" };
}
