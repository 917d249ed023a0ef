using System.Security.Cryptography;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>What is kept of a session between its connections.</summary>
/// <param name="Room">Where the exam takes place.</param>
/// <param name="ExpiresAt">From then on it cannot be resumed.</param>
/// <param name="Candidate">Who sits the exam; null where nobody has told.</param>
internal sealed record StoredSession(string Id, string Room, DateTimeOffset ExpiresAt, SessionState State, DateTimeOffset CreatedAt = default, string? Candidate = null)
{
    /// <summary>Where clients that name no room are.</summary>
    public const string DefaultRoom = "proctoring_room";

    /// <summary>Where candidates try the six seconds out: verdicts as anywhere, but nothing counts as a mark.</summary>
    public const string PracticeRoom = "practice";

    /// <summary>A new session, under an identifier that nobody can guess.</summary>
    public static StoredSession Start(NewSession session, DateTimeOffset now, TimeSpan lifetime, VerdictOptions verdicts) =>
        new(RandomNumberGenerator.GetHexString(24, lowercase: true), session.Room, session.ExpiresAt ?? now + lifetime, SessionState.Start(verdicts), now, session.Candidate);
}
