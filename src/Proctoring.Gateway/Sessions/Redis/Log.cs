namespace Proctoring.Gateway.Sessions.Redis;

internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Information, "Redis is reached; sessions are kept there.")]
    public static partial void Reached(ILogger logger);

    [LoggerMessage(1302, LogLevel.Warning, "Redis cannot be reached: {Reason} Sessions cannot be resumed; those that run go on and are stored afterwards.")]
    public static partial void Away(ILogger logger, string reason);

    [LoggerMessage(1303, LogLevel.Information, "Redis is back after {Seconds:F1} s.")]
    public static partial void Back(ILogger logger, double seconds);

    [LoggerMessage(1304, LogLevel.Warning, "Redis keeps nothing on disk (no append-only file, no save points): a restart of it loses the sessions that nobody holds.")]
    public static partial void NotPersistent(ILogger logger);

    [LoggerMessage(1305, LogLevel.Warning, "Redis evicts keys when its memory is full (maxmemory-policy {Policy}): sessions may be lost. Set noeviction.")]
    public static partial void Evicts(ILogger logger, string policy);

    [LoggerMessage(1306, LogLevel.Warning, "States of {Count} sessions cannot be stored just now: {Reason} They are kept and stored later.")]
    public static partial void NotStored(ILogger logger, int count, string reason);

    [LoggerMessage(1307, LogLevel.Information, "Session {SessionId} goes on at another gateway; what was seen here since is not stored.")]
    public static partial void Fenced(ILogger logger, string sessionId);

    [LoggerMessage(1308, LogLevel.Warning, "No replica has confirmed {Count} states in time; they are on the primary alone.")]
    public static partial void NotReplicated(ILogger logger, int count);

    [LoggerMessage(1309, LogLevel.Error, "The process ends and {Count} states of sessions are not stored.")]
    public static partial void Lost(ILogger logger, int count);

    [LoggerMessage(1310, LogLevel.Error, "Session {SessionId} cannot be read from Redis.")]
    public static partial void Unreadable(ILogger logger, string sessionId, Exception exception);

    [LoggerMessage(1311, LogLevel.Warning, "Another gateway brought a new key for resume tokens: Redis had lost the earlier one. Tokens of both are taken here.")]
    public static partial void KeyReplaced(ILogger logger);

    [LoggerMessage(1312, LogLevel.Warning, "Whether Redis persists and evicts cannot be told: {Reason}")]
    public static partial void DurabilityUnknown(ILogger logger, string reason);

    [LoggerMessage(1313, LogLevel.Error, "A round of the work on sessions in Redis failed.")]
    public static partial void RoundFailed(ILogger logger, Exception exception);
}
