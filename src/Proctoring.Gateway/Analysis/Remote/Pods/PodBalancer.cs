using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Proctoring.Gateway.Analysis.Remote.Pods.Slices;

namespace Proctoring.Gateway.Analysis.Remote.Pods;

/// <summary>Keeps a connection to every pod and has <see cref="PodPicker"/> choose among those that stand.</summary>
internal sealed class PodBalancer(IChannelControlHelper controller, PodSet pods, ILoggerFactory loggers)
    : SubchannelsLoadBalancer(new Witness(controller, pods), loggers)
{
    private static readonly BalancerAttributesKey<Pod> PodKey = new("pod");

    public override void UpdateChannelState(ChannelState state)
    {
        if (state.Addresses is { } addresses) pods.Know(addresses.Count);
        base.UpdateChannelState(state);
    }

    protected override SubchannelPicker CreatePicker(IReadOnlyList<Subchannel> readySubchannels)
    {
        Pod[] ready = [.. readySubchannels.Select(PodOf)];
        pods.Reach(ready);
        return new PodPicker(ready, pods);
    }

    // A pod's record lives as long as its address: it outlasts a lost connection.
    private static Pod PodOf(Subchannel subchannel)
    {
        if (subchannel.Attributes.TryGetValue(PodKey, out var known)) return known;
        var address = subchannel.GetAddresses()[0];
        var pod = new Pod($"{address.EndPoint.Host}:{address.EndPoint.Port}", NearPods.IsNear(address)) { Pick = PickResult.ForSubchannel(subchannel) };
        subchannel.Attributes.Set(PodKey, pod);
        return pod;
    }

    /// <summary>Hears when no connection is left, which the base class tells only the channel.</summary>
    private sealed class Witness(IChannelControlHelper channel, PodSet pods) : IChannelControlHelper
    {
        public Subchannel CreateSubchannel(SubchannelOptions options) => channel.CreateSubchannel(options);

        public void RefreshResolver() => channel.RefreshResolver();

        public void UpdateState(BalancerState state)
        {
            if (state.ConnectivityState != ConnectivityState.Ready) pods.Reach([]);
            channel.UpdateState(state);
        }
    }
}

internal sealed class PodBalancerFactory(PodSet pods) : LoadBalancerFactory
{
    public const string Policy = "inference_pods";

    public override string Name => Policy;

    public override LoadBalancer Create(LoadBalancerOptions options) => new PodBalancer(options.Controller, pods, options.LoggerFactory);
}
