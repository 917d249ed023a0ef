namespace Proctoring.Gateway.Analysis.Remote;

internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Information, "Inference pods that can be reached: {Reachable} of {Known}.")]
    public static partial void Reachable(ILogger logger, int reachable, int known);

    [LoggerMessage(1202, LogLevel.Warning, "None of {Known} inference pods can be reached.")]
    public static partial void NoneReachable(ILogger logger, int known);

    [LoggerMessage(1203, LogLevel.Warning, "Inference pod {Pod} failed again and again and gets no frames for {Seconds:F1} s.")]
    public static partial void Ejected(ILogger logger, string pod, double seconds);

    [LoggerMessage(1204, LogLevel.Warning, "The name {Name} of the inference pods cannot be looked up: {Reason}")]
    public static partial void NameUnknown(ILogger logger, string name, string reason);

    [LoggerMessage(1205, LogLevel.Warning, "Calls to inference pods end with {Result}: {Count} since this was last said, the latest at pod {Pod}. {Sentence}")]
    public static partial void CallsFail(ILogger logger, CallResult result, long count, string pod, string sentence);

    [LoggerMessage(1206, LogLevel.Information, "An inference pod is ready.")]
    public static partial void PodReady(ILogger logger);

    [LoggerMessage(1207, LogLevel.Warning, "No inference pod is ready yet: {Reason}")]
    public static partial void NoPodReady(ILogger logger, string reason);

    [LoggerMessage(1208, LogLevel.Warning, "The endpoint slices of the inference pods cannot be read; what is known stays in use: {Reason}.")]
    public static partial void SlicesUnknown(ILogger logger, string reason);

    [LoggerMessage(1209, LogLevel.Information, "The watch of endpoint slices has been silent for {Seconds:F0} s; they are listed again.")]
    public static partial void SlicesHung(ILogger logger, double seconds);
}
