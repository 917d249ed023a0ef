using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Incidents.Store;

/// <summary>Where incidents are kept. Null, or <see cref="Answer{T}.IsAway"/>, where the store cannot be asked just now.</summary>
internal interface IIncidentStore
{
    /// <summary>Stores an incident, unless its episode has one.</summary>
    ValueTask<Added?> AddAsync(Incident incident, CancellationToken cancellationToken);

    /// <summary>Adds the evidence of an incident. False where it has evidence already, or is gone; evidence without any frame gives way.</summary>
    ValueTask<bool?> AttachAsync(string id, EvidenceIndex evidence, CancellationToken cancellationToken);

    ValueTask<Answer<IncidentFile>> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>All of a session, the earliest first.</summary>
    ValueTask<Answer<IReadOnlyList<IncidentFile>>> OfSessionAsync(string session, CancellationToken cancellationToken);

    ValueTask<Answer<IncidentPage>> ListAsync(IncidentQuery query, CancellationToken cancellationToken);

    /// <summary>Keeps what somebody has decided. The latest decision counts; null where there is no such incident.</summary>
    ValueTask<Answer<Decided>> ReviewAsync(string id, Review review, CancellationToken cancellationToken);

    /// <summary>Has an incident stay however old it is, or lets it go again. False where there is none; null where that cannot be said.</summary>
    ValueTask<bool?> HoldAsync(string id, bool isHeld, CancellationToken cancellationToken);

    /// <summary>Some of those whose time is up and that nobody holds; null where they cannot be had.</summary>
    ValueTask<IReadOnlyList<IncidentFile>?> ExpiredAsync(CancellationToken cancellationToken);

    /// <summary>All of a candidate.</summary>
    ValueTask<Answer<IReadOnlyList<IncidentFile>>> OfCandidateAsync(string candidate, CancellationToken cancellationToken);

    /// <summary>Forgets an incident. False where that cannot be done just now.</summary>
    ValueTask<bool> RemoveAsync(IncidentFile file, CancellationToken cancellationToken);
}

/// <param name="IsNew">False where the episode had its incident.</param>
/// <param name="HasEvidence">Whether that one has its evidence too.</param>
internal readonly record struct Added(bool IsNew, bool HasEvidence);

/// <param name="Room">Null for all.</param>
/// <param name="State">Null for any.</param>
/// <param name="Since">Those stored from then on; null for all.</param>
/// <param name="After">Entry after which to go on; null to begin.</param>
/// <param name="NewestFirst">Whether the order is turned round.</param>
internal sealed record IncidentQuery(string? Room, IncidentState? State, DateTimeOffset? Since, string? After, bool NewestFirst, int Limit);

/// <param name="Next">Entry to go on after; null at the end.</param>
internal sealed record IncidentPage(IReadOnlyList<IncidentFile> Incidents, string? Next);

/// <summary>A review that is stored, and what its session's reviews come to.</summary>
internal sealed record Decided(string Session, Dismissals Dismissals);
