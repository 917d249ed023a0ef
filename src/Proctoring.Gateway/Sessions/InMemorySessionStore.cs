using System.Collections.Concurrent;
using System.Security.Cryptography;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>State of one process: what a laptop needs. It ends with the process.</summary>
internal sealed class InMemorySessionStore : ISessionStore
{
    private readonly ConcurrentDictionary<string, SessionState> _sessions = new();

    public int Count => _sessions.Count;

    public ValueTask<string> StartAsync(SessionState state, CancellationToken cancellationToken)
    {
        var id = RandomNumberGenerator.GetHexString(24, lowercase: true);
        _sessions[id] = state;
        return ValueTask.FromResult(id);
    }

    public ValueTask SaveAsync(string sessionId, SessionState state, CancellationToken cancellationToken)
    {
        _sessions[sessionId] = state;
        return ValueTask.CompletedTask;
    }

    public ValueTask EndAsync(string sessionId, CancellationToken cancellationToken)
    {
        _sessions.TryRemove(sessionId, out _);
        return ValueTask.CompletedTask;
    }
}
