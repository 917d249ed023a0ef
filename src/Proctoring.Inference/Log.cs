namespace Proctoring.Inference;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Detector {Model}: {Step}.")]
    public static partial void Loading(ILogger logger, string model, string step);

    [LoggerMessage(3002, LogLevel.Information, "Detector {Model} is still being loaded after {Seconds:F0} s: {Step}.")]
    public static partial void StillLoading(ILogger logger, string model, double seconds, string step);

    [LoggerMessage(3003, LogLevel.Information, "Detector {Model} is warm after {Seconds:F1} s: {Report}. Batches of {BatchSizes}, {Concurrency} at a time.")]
    public static partial void Warm(ILogger logger, string model, double seconds, string report, string batchSizes, int concurrency);

    [LoggerMessage(3004, LogLevel.Error, "This pod is not ready and will not be: {Reason}.")]
    public static partial void NotAsRequired(ILogger logger, string reason);

    [LoggerMessage(3005, LogLevel.Critical, "The detector cannot be loaded: {Reason}")]
    public static partial void CannotLoad(ILogger logger, string reason);

    [LoggerMessage(3006, LogLevel.Error, "A batch of {Frames} frames could not be analysed.")]
    public static partial void BatchFailed(ILogger logger, int frames, Exception exception);
}
