using Proctoring.Gateway.Delivery.Stores;

namespace Proctoring.Gateway.Delivery;

internal static partial class Log
{
    [LoggerMessage(1501, LogLevel.Warning, "Pictures cannot be stored in {Store} ({Kind}): {Count} attempts failed since this was last said. {Sentence}")]
    public static partial void UploadsFail(ILogger logger, string store, FailureKind kind, int count, string sentence);

    [LoggerMessage(1502, LogLevel.Information, "Pictures can be stored in {Store} again.")]
    public static partial void UploadsWork(ILogger logger, string store);

    [LoggerMessage(1503, LogLevel.Information, "The signing keys were read again: there are {Count}, and {Id} signs.")]
    public static partial void KeysRead(ILogger logger, int count, string id);

    [LoggerMessage(1504, LogLevel.Warning, "The file of signing keys has changed and cannot be used; the earlier keys stay in use.")]
    public static partial void KeysUnusable(ILogger logger, Exception exception);

    [LoggerMessage(1505, LogLevel.Warning, "Expired pictures could not be deleted from {Store}; it is tried again in {Seconds:F0} s. {Sentence}")]
    public static partial void SweepFailed(ILogger logger, string store, double seconds, string sentence);

    [LoggerMessage(1506, LogLevel.Debug, "{Count} expired pictures were deleted from {Store}.")]
    public static partial void Swept(ILogger logger, long count, string store);
}
