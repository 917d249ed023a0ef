using Grpc.Core;
using Microsoft.Extensions.Options;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;
using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Gateway.Analysis.Remote.Wire;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>What every call to a pod uses and none owns.</summary>
internal sealed class RemoteServices
{
    public RemoteServices(InferenceChannel channel, PodSet pods, CallWatch watch, TimeProvider time, IOptions<InferenceOptions> options)
    {
        (Invoker, Pods, Watch, Time, Options) = (channel.Invoker, pods, watch, time, options.Value);
        var texts = new SharedTexts();
        Rows = new DetectionRows(texts, Options.Labels);
        Identities = new DetectorIdentities(texts);
    }

    public CallInvoker Invoker { get; }

    public PodSet Pods { get; }

    public CallWatch Watch { get; }

    public TimeProvider Time { get; }

    public InferenceOptions Options { get; }

    public DetectionRows Rows { get; }

    public DetectorIdentities Identities { get; }
}
