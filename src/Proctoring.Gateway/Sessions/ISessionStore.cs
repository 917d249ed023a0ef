using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>Where session state outlives a socket. One owner at a time: whoever resumes a session takes it from whoever had it.</summary>
internal interface ISessionStore
{
    /// <summary>Opens a new session. Null when there is no room for another.</summary>
    ValueTask<SessionLease?> StartAsync(string room, CancellationToken cancellationToken);

    /// <summary>Takes a session up again, with all that its last owner had seen.</summary>
    ValueTask<Resumption> ResumeAsync(string sessionId, CancellationToken cancellationToken);
}

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
