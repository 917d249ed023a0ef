using System.Text.Json;
using System.Text.Json.Serialization;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Incidents.Store;

namespace Proctoring.Gateway.Rooms;

/// <summary>
/// Something that has happened in a room, as it is kept and as observers hear it. Whoever has the session says all that is known of its
/// candidate, so that one event that got lost is made good by the next; a review says what it changes.
/// </summary>
internal sealed record RoomEvent
{
    public required RoomEventKind Event { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Session { get; init; }

    /// <summary>Which connection says it; null where it is not the session's. Not told to observers.</summary>
    public string? By { get; init; }

    public string? Candidate { get; init; }

    public RoomPresence? Presence { get; init; }

    public bool? Phone { get; init; }

    public int? Marks { get; init; }

    /// <summary>How many of the marked episodes reviewers have dismissed.</summary>
    public int? Dismissed { get; init; }

    public double? PhoneSeconds { get; init; }

    /// <summary>Of a mark or a review.</summary>
    public int? Episode { get; init; }

    /// <inheritdoc cref="Episode"/>
    public string? Incident { get; init; }

    /// <summary>Of a review.</summary>
    public IncidentState? Decision { get; init; }

    /// <summary>Of a session that an exam system has made: from when the candidate may come; null for at once.</summary>
    public DateTimeOffset? Starts { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? Ends { get; init; }
}

internal enum RoomEventKind
{
    /// <summary>An exam system has made a session; nobody has joined it yet.</summary>
    [JsonStringEnumMemberName("expected")]
    Expected,

    /// <summary>A connection with the candidate begins.</summary>
    [JsonStringEnumMemberName("joined")]
    Joined,

    /// <summary>It has ended.</summary>
    [JsonStringEnumMemberName("left")]
    Left,

    /// <summary>Frames come and verdicts do not.</summary>
    [JsonStringEnumMemberName("blind")]
    Blind,

    /// <summary>No frames come.</summary>
    [JsonStringEnumMemberName("silent")]
    Silent,

    /// <summary>Verdicts come again.</summary>
    [JsonStringEnumMemberName("back")]
    Back,

    [JsonStringEnumMemberName("phone")]
    Phone,

    [JsonStringEnumMemberName("phone_gone")]
    PhoneGone,

    [JsonStringEnumMemberName("marked")]
    Marked,

    [JsonStringEnumMemberName("reviewed")]
    Reviewed,

    /// <summary>What is known, said again after something could not be told.</summary>
    [JsonStringEnumMemberName("present")]
    Present,

    /// <summary>All that there was of the session has been removed.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,
}

/// <summary>Whether somebody watches over a candidate.</summary>
internal enum RoomPresence
{
    /// <summary>Has not come yet.</summary>
    [JsonStringEnumMemberName("expected")]
    Expected,

    [JsonStringEnumMemberName("watched")]
    Watched,

    [JsonStringEnumMemberName("blind")]
    Blind,

    [JsonStringEnumMemberName("silent")]
    Silent,

    /// <summary>Not connected; may come back.</summary>
    [JsonStringEnumMemberName("away")]
    Away,

    /// <summary>Has ended the session.</summary>
    [JsonStringEnumMemberName("over")]
    Over,
}

/// <param name="Entry">Its place in the room's stream.</param>
internal readonly record struct RoomEntry(EntryId Entry, RoomEvent Event);

/// <summary>How events and candidates are written. Unknown fields are skipped: gateways of two versions may run side by side.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(RoomEvent))]
[JsonSerializable(typeof(RoomCandidate))]
internal sealed partial class RoomJson : JsonSerializerContext;
