namespace Proctoring.Gateway.Sessions;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Session {SessionId} started.")]
    public static partial void Started(ILogger logger, string sessionId);

    [LoggerMessage(1002, LogLevel.Information, "Session {SessionId} ended with {CloseCode}: {Reason}")]
    public static partial void Ended(ILogger logger, string sessionId, int closeCode, string reason);

    [LoggerMessage(1003, LogLevel.Warning, "Frame {Frame} of session {SessionId} took {Milliseconds:F0} ms from arrival to verdict; the limit is {LimitMilliseconds:F0} ms.")]
    public static partial void SlowFrame(ILogger logger, string sessionId, long frame, double milliseconds, double limitMilliseconds);

    [LoggerMessage(1004, LogLevel.Information, "Session {SessionId} was marked: in episode {Episode} a phone was in view for {Seconds:F1} s.")]
    public static partial void Marked(ILogger logger, string sessionId, int episode, double seconds);

    [LoggerMessage(1005, LogLevel.Warning, "Session {SessionId} was blind for too long while a phone was in view.")]
    public static partial void BlindWithPhone(ILogger logger, string sessionId);

    [LoggerMessage(1006, LogLevel.Error, "A frame of session {SessionId} could not be analysed.")]
    public static partial void FrameFailed(ILogger logger, string sessionId, Exception exception);

    [LoggerMessage(1007, LogLevel.Error, "Session {SessionId} could not go on.")]
    public static partial void Failed(ILogger logger, string sessionId, Exception exception);
}
