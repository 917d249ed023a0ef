using Grpc.Net.Client.Balancer;

namespace Proctoring.Gateway.Analysis.Remote.Pods;

/// <summary>Gives each call its pod, and the call the knowledge of it.</summary>
internal sealed class PodPicker(Pod[] ready, PodSet pods) : SubchannelPicker
{
    public override PickResult Pick(PickContext context)
    {
        var call = InferCall.Current;
        var pod = pods.Choose(ready, call?.Wanted, call?.Avoided);
        call?.Board(pod);
        return pod.Pick!;
    }
}
