using System.Diagnostics;
using Grpc.Core;
using Proctoring.Hosting.Telemetry.Tracing;
using Proctoring.Inference.Batching;

namespace Proctoring.Inference.Telemetry;

/// <summary>This pod's part of the trace of a call, for calls that their caller traces: https://www.w3.org/TR/trace-context/</summary>
internal sealed class CallTrace
{
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _arrivedAt;
    private readonly Activity _call;

    private CallTrace(TimeProvider time, DateTimeOffset arrivedAt, Activity call) => (_time, _arrivedAt, _call) = (time, arrivedAt, call);

    /// <summary>Null where the caller does not trace this call, or nobody takes spans here.</summary>
    public static CallTrace? Continue(IHeaderDictionary headers, TimeProvider time)
    {
        if (headers.TraceParent.Count == 0 || !Spans.AreWanted) return null;
        if (!ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var caller)) return null;
        if (!caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)) return null;
        var now = time.GetUtcNow();
        return Spans.Start("inference.GRPCInferenceService/ModelInfer", ActivityKind.Server, caller, now) is { } call ? new CallTrace(time, now, call) : null;
    }

    /// <summary>Adds the stages of a frame. They follow each other: of a batch, the frame's own share of decoding and reading is all that shows.</summary>
    public void Took(in FrameOutcome outcome)
    {
        var at = Spans.Took("queue", _call.Context, _arrivedAt, outcome.Waited);
        if (outcome.Analysis is not { } analysis) return;
        var times = analysis.Times;
        _call.SetTag("batch.frames", outcome.Batch).SetTag("detector.provider", analysis.Detector.Provider).SetTag("detector.model", analysis.Detector.Model);
        at = Spans.Took("decode", _call.Context, at, times.Decode) + times.Wait;
        at = Spans.Took("infer", _call.Context, at, times.Infer);
        at = Spans.Took("post", _call.Context, at, times.Post);
        Spans.Took("annotate", _call.Context, at, times.Annotate);
    }

    public void End(StatusCode code)
    {
        _call.SetTag("rpc.system", "grpc").SetTag("rpc.grpc.status_code", (int)code);
        if (code is StatusCode.Internal or StatusCode.Unavailable or StatusCode.DeadlineExceeded) _call.SetStatus(ActivityStatusCode.Error);
        _call.Stop(_time.GetUtcNow());
    }
}
