using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>Where session state outlives a socket.</summary>
internal interface ISessionStore
{
    /// <summary>Opens a new session.</summary>
    ValueTask<string> StartAsync(SessionState state, CancellationToken cancellationToken);

    /// <summary>Replaces the session's state. Called on change, and once a second while a phone is in view; never for a clean frame.</summary>
    ValueTask SaveAsync(string sessionId, SessionState state, CancellationToken cancellationToken);

    /// <summary>The session is over; nothing of it is needed any more.</summary>
    ValueTask EndAsync(string sessionId, CancellationToken cancellationToken);
}
