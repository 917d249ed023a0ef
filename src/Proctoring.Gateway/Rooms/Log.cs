namespace Proctoring.Gateway.Rooms;

internal static partial class Log
{
    [LoggerMessage(1801, LogLevel.Warning, "What happens in rooms cannot be told just now; it is told later.")]
    public static partial void NotTold(ILogger logger);

    [LoggerMessage(1802, LogLevel.Error, "Events of a room could not be told and were given up.")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(1803, LogLevel.Error, "A round of reading a room failed; it is tried again.")]
    public static partial void ReadingFailed(ILogger logger, Exception exception);

    [LoggerMessage(1804, LogLevel.Warning, "An entry of a room cannot be read.")]
    public static partial void Unreadable(ILogger logger, Exception exception);
}
