using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>Where session state outlives a socket. One owner at a time: whoever resumes a session takes it from whoever had it.</summary>
internal interface ISessionStore
{
    /// <summary>Opens a new session. Null when there is no room for another.</summary>
    ValueTask<SessionLease?> StartAsync(NewSession session, CancellationToken cancellationToken);

    /// <inheritdoc cref="StartAsync(NewSession, CancellationToken)"/>
    ValueTask<SessionLease?> StartAsync(string room, CancellationToken cancellationToken) => StartAsync(new NewSession(room), cancellationToken);

    /// <summary>Takes a session up again, with all that its last owner had seen.</summary>
    ValueTask<Resumption> ResumeAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>A session as it was last stored, without taking it.</summary>
    ValueTask<Answer<KnownSession>> FindAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Tells a session, wherever it is, which of its episodes reviewers have dismissed. False when that cannot be said just now.</summary>
    ValueTask<bool> DismissAsync(string sessionId, Dismissals dismissals, CancellationToken cancellationToken);

    /// <summary>Ids of a candidate's sessions; null where they cannot be had just now.</summary>
    ValueTask<IReadOnlyList<string>?> OfCandidateAsync(string candidate, CancellationToken cancellationToken);

    /// <summary>Forgets what a session that is over was. False where that cannot be done just now.</summary>
    ValueTask<bool> EraseAsync(string sessionId, string candidate, CancellationToken cancellationToken);
}

/// <summary>What is known of a session before it begins.</summary>
/// <param name="Candidate">Who sits the exam; null where nobody has told.</param>
/// <param name="ExpiresAt">From then on it cannot be resumed; null for the usual lifetime.</param>
internal sealed record NewSession(string Room, string? Candidate = null, DateTimeOffset? ExpiresAt = null);

/// <param name="IsConnected">Whether a candidate has it, as far as is known.</param>
/// <param name="IsOver">Whether it was ended for good.</param>
internal sealed record KnownSession(StoredSession Session, bool IsConnected, bool IsOver);

/// <summary>What came of taking a session up again.</summary>
/// <param name="Lease">Set when it was taken.</param>
internal readonly record struct Resumption(ResumeOutcome Outcome, SessionLease? Lease)
{
    public static readonly Resumption Over = new(ResumeOutcome.Over, null);

    public static readonly Resumption Later = new(ResumeOutcome.Later, null);

    public static Resumption Of(SessionLease lease) => new(ResumeOutcome.Taken, lease);
}

internal enum ResumeOutcome
{
    Taken,

    /// <summary>The session is over or unknown.</summary>
    Over,

    /// <summary>It cannot be known just now: the store is away.</summary>
    Later,
}

/// <summary>The right to run a session and to write its state, until given back or taken over.</summary>
internal abstract class SessionLease(StoredSession session)
{
    /// <summary>As it was when the lease began.</summary>
    public StoredSession Session { get; } = session;

    private volatile Dismissals? _dismissals;

    /// <summary>What reviewers have dismissed, as last heard; null where nothing has been heard since the lease began.</summary>
    public Dismissals? Dismissals => _dismissals;

    /// <summary>Reviewers have decided something. What is older than what is known is passed over.</summary>
    public void Hear(Dismissals dismissals)
    {
        while (_dismissals is var known && (known is null || known.Version < dismissals.Version))
        {
            if (Interlocked.CompareExchange(ref _dismissals, dismissals, known) == known) return;
        }
    }

    /// <summary>Completes when another connection has taken the session over.</summary>
    public abstract Task TakenOver { get; }

    /// <summary>
    /// Replaces the state. Called on change, and once a second while a phone is in view; never for a clean frame. Waits for no
    /// network: what cannot be stored now is kept and stored as soon as it can be.
    /// </summary>
    public abstract ValueTask SaveAsync(SessionState state, CancellationToken cancellationToken);

    /// <summary>Gives the session back. Exactly once, with the last state; <paramref name="isOver"/> when it must not be resumed.</summary>
    public abstract ValueTask ReleaseAsync(SessionState state, bool isOver, CancellationToken cancellationToken);
}
