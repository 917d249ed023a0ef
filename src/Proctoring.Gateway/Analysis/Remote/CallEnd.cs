using Grpc.Core;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>How a call to a pod ended. The counter's label, in lower case.</summary>
internal enum CallResult
{
    Analysed,
    Superseded,
    Undecodable,
    Refused,
    Deadline,
    Unavailable,
    Failed,
}

/// <summary>What is to be known of a call's end. Beyond this nothing is left of gRPC and its exceptions.</summary>
/// <param name="IsPodsFault">Counts towards the pod's ejection.</param>
/// <param name="Sentence">What the pod, or gRPC, says to it; empty where all is well.</param>
/// <param name="RetryAfter">How long the pod wants to be left alone.</param>
internal readonly record struct CallEnd(CallResult Result, bool IsPodsFault, string Sentence, TimeSpan RetryAfter)
{
    private static readonly TimeSpan UsualRest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    public static readonly CallEnd Analysed = new(CallResult.Analysed, false, "", default);

    /// <summary>The gateway gave the call up, and the pod had not answered.</summary>
    public static readonly CallEnd Overdue = new(CallResult.Deadline, true, "No answer came in time.", default);

    /// <summary>All is well, says the server, and does not say what it saw.</summary>
    public static readonly CallEnd WithoutDetections = new(CallResult.Failed, true, "The answer has no detections.", default);

    /// <summary>There was no pod to send to, now or until the call was given up.</summary>
    public static CallEnd WithoutPod(RpcException? failure) => new(CallResult.Unavailable, false, failure?.Status.Detail ?? "", default);

    /// <param name="failure">What ended the call; null stands for no more than that it did.</param>
    public static CallEnd Of(RpcException? failure)
    {
        var (code, sentence) = (failure?.StatusCode ?? StatusCode.Unknown, failure?.Status.Detail ?? "");
        // No server said it: the connection broke, whatever code that was given.
        if (failure?.Status.DebugException is HttpRequestException or IOException) code = StatusCode.Unavailable;
        return code switch
        {
            StatusCode.Aborted => new CallEnd(CallResult.Superseded, false, sentence, default),
            StatusCode.InvalidArgument => new CallEnd(CallResult.Undecodable, false, sentence, default),
            StatusCode.ResourceExhausted => new CallEnd(CallResult.Refused, false, sentence, RestOf(failure!.Trailers)),
            StatusCode.DeadlineExceeded => new CallEnd(CallResult.Deadline, false, sentence, UsualRest), // by its own word: it is there, and busy
            StatusCode.Unavailable or StatusCode.Cancelled => new CallEnd(CallResult.Unavailable, true, sentence, default),
            _ => new CallEnd(CallResult.Failed, true, sentence, default),
        };
    }

    /// <summary>Whether another pod might do better.</summary>
    public bool IsWorthARetry => Result is CallResult.Unavailable or CallResult.Refused;

    public AnalysisOutcome Outcome => Result switch
    {
        CallResult.Analysed or CallResult.Undecodable => AnalysisOutcome.Analysed,
        CallResult.Superseded => AnalysisOutcome.Superseded,
        CallResult.Refused => AnalysisOutcome.Refused,
        CallResult.Deadline => AnalysisOutcome.Late,
        CallResult.Unavailable => AnalysisOutcome.Unavailable,
        _ => AnalysisOutcome.Failed,
    };

    private static TimeSpan RestOf(Metadata trailers)
    {
        if (!int.TryParse(trailers.GetValue(DetectorContract.RetryAfter), out var milliseconds) || milliseconds < 0) return UsualRest;
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestRest.TotalMilliseconds));
    }
}
