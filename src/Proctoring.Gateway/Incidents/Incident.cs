using System.Text.Json.Serialization;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Incidents;

/// <summary>A mark, as people act on it. Never changes; what people make of it is a <see cref="Review"/>.</summary>
/// <param name="Id"><see cref="IdOf"/>.</param>
/// <param name="Candidate">Who sat the exam; null where nobody has told.</param>
/// <param name="Episode">From 1, within the session.</param>
/// <param name="StartedAt">Time of the episode's first frame with a phone.</param>
/// <param name="MarkedAt">Time of the frame that completed it.</param>
/// <param name="Observed">Phone time of the episode at the mark; gaps do not count.</param>
/// <param name="Gaps">Stretches of the episode in which nothing was analysed.</param>
/// <param name="Frames">Frames of the episode that were analysed, as far as this connection had them.</param>
/// <param name="HighestScore">Best score of a phone among them, 0–1.</param>
internal sealed record Incident(
    string Id, string Session, string? Candidate, string Room, int Episode, DateTimeOffset StartedAt, DateTimeOffset MarkedAt, TimeSpan Observed,
    IReadOnlyList<Gap> Gaps, int Frames, float HighestScore, string Model, string Provider)
{
    /// <summary>An episode has one incident, whoever tells of it and however often.</summary>
    public static string IdOf(string session, int episode) => $"{session}-{episode}";
}

/// <summary>What people have made of an incident.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentState>))]
internal enum IncidentState
{
    /// <summary>Nobody has looked at it yet.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>A phone was used.</summary>
    [JsonStringEnumMemberName("confirmed")]
    Confirmed,

    /// <summary>It was nothing.</summary>
    [JsonStringEnumMemberName("dismissed")]
    Dismissed,
}

/// <param name="By">Who, as the token names them.</param>
internal sealed record Review(IncidentState State, string By, DateTimeOffset At, string? Note);

/// <summary>An incident with all that is known of it.</summary>
/// <param name="Entry">Where it stands in the list of all: grows with each, <c>milliseconds-number</c> of when it was stored.</param>
/// <param name="Evidence">Null while it is on its way.</param>
/// <param name="IsHeld">Whether it stays however old it is.</param>
internal sealed record IncidentFile(Incident Incident, string Entry, IncidentState State, Review? Review, EvidenceIndex? Evidence, bool IsHeld = false);
