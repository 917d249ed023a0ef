using System.Diagnostics;
using Grpc.Core;
using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Hosting.Telemetry.Tracing;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>The span of a call to a pod, which carries its trace to the other side: https://www.w3.org/TR/trace-context/</summary>
internal static class CallSpan
{
    public const string Name = "inference.GRPCInferenceService/ModelInfer";

    private const string Header = "traceparent";

    public static Metadata Headers(this Activity span) => new() { { Header, span.Id! } };

    public static void End(this Activity span, in CallEnd end, Pod? pod, DateTimeOffset at)
    {
        span.SetTag("rpc.system", "grpc").SetTag("server.address", pod?.Address).SetTag("call.end", end.Result.ToString().ToLowerInvariant());
        if (end.Result is CallResult.Deadline or CallResult.Unavailable or CallResult.Failed) span.SetStatus(ActivityStatusCode.Error, end.Sentence);
        span.Stop(at);
    }
}
