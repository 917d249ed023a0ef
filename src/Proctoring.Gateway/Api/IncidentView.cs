using System.Text.Json.Serialization;
using Proctoring.Gateway.Incidents;

namespace Proctoring.Gateway.Api;

/// <summary>An incident as callers see it. Times are RFC 3339 in UTC, durations seconds.</summary>
internal sealed record IncidentView(
    string Id, string Session, string? Candidate, string Room, int Episode, DateTimeOffset StartedAt, DateTimeOffset MarkedAt, double PhoneSeconds,
    IReadOnlyList<GapView> Gaps, int Frames, double HighestScore, string Model, string Provider, IncidentState State, ReviewView? Review, EvidenceState Evidence, bool Held)
{
    public static IncidentView Of(IncidentFile file)
    {
        var incident = file.Incident;
        return new IncidentView(
            incident.Id, incident.Session, incident.Candidate, incident.Room, incident.Episode, incident.StartedAt, incident.MarkedAt, Math.Round(incident.Observed.TotalSeconds, 3),
            [.. incident.Gaps.Select(gap => new GapView(gap.From, gap.To))], incident.Frames, Math.Round(incident.HighestScore, 3), incident.Model, incident.Provider,
            file.State, file.Review is { } review ? new ReviewView(review.By, review.At, review.Note) : null, StateOf(file.Evidence), file.IsHeld);
    }

    private static EvidenceState StateOf(EvidenceIndex? evidence)
    {
        if (evidence is null) return EvidenceState.Pending;
        return evidence.Pictures.Any(picture => picture.Name is not null) ? EvidenceState.Stored : EvidenceState.None;
    }
}

/// <summary>A stretch in which nothing was analysed.</summary>
internal sealed record GapView(DateTimeOffset From, DateTimeOffset To);

internal sealed record ReviewView(string By, DateTimeOffset At, string? Note);

/// <summary>Whether an incident has pictures.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceState>))]
internal enum EvidenceState
{
    /// <summary>They are on their way to the store.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("stored")]
    Stored,

    /// <summary>There are none: no store, or no room for them.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <param name="Next">Where to go on: the parameter after of the next request. Null at the end.</param>
internal sealed record IncidentPageView(IReadOnlyList<IncidentView> Incidents, string? Next);

/// <param name="Decision">What it was.</param>
/// <param name="Note">For people; at most 2,000 characters.</param>
internal sealed record ReviewRequest(ReviewDecision? Decision, string? Note);

[JsonConverter(typeof(JsonStringEnumConverter<ReviewDecision>))]
internal enum ReviewDecision
{
    [JsonStringEnumMemberName("confirmed")]
    Confirmed,

    [JsonStringEnumMemberName("dismissed")]
    Dismissed,
}

/// <param name="Whole">False where frames from before a reconnect are missing.</param>
/// <param name="Expires">From then on the addresses open nothing.</param>
internal sealed record EvidenceView(bool Whole, IReadOnlyList<PictureView> Pictures, DateTimeOffset Expires);

/// <param name="Roles">first, highest, mark.</param>
/// <param name="Url">Of the original JPEG; null where it was not kept. Absolute, or relative to this server.</param>
internal sealed record PictureView(IReadOnlyList<string> Roles, DateTimeOffset At, double Score, int Width, int Height, string? Url, IReadOnlyList<BoxView> Boxes);

/// <param name="Box">Left, top, right, bottom, in pixels of the picture.</param>
internal sealed record BoxView(string Label, double Score, IReadOnlyList<int> Box);
