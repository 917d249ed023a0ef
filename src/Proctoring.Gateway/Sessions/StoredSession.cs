using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>What is kept of a session between its connections.</summary>
/// <param name="Room">Where the exam takes place.</param>
/// <param name="ExpiresAt">From then on it cannot be resumed.</param>
internal sealed record StoredSession(string Id, string Room, DateTimeOffset ExpiresAt, SessionState State)
{
    /// <summary>Where clients that name no room are.</summary>
    public const string DefaultRoom = "proctoring_room";

    /// <summary>Where candidates try the six seconds out: verdicts as anywhere, but nothing counts as a mark.</summary>
    public const string PracticeRoom = "practice";
}
