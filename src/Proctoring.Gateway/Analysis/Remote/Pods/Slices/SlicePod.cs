using k8s.Models;

namespace Proctoring.Gateway.Analysis.Remote.Pods.Slices;

/// <summary>A pod that an endpoint slice says may be given frames.</summary>
/// <param name="Address">Its IP address.</param>
/// <param name="Zone">Where its node is; empty where the cluster does not say.</param>
internal readonly record struct SlicePod(string Address, string Zone)
{
    /// <summary>The pods of a slice: ready, and not told to end. What a slice does not say counts as yes, as its API wants it.</summary>
    public static SlicePod[] Of(V1EndpointSlice slice) =>
    [
        .. from endpoint in slice.Endpoints ?? []
           where endpoint.Conditions?.Ready != false && endpoint.Conditions?.Terminating != true
           from address in endpoint.Addresses ?? []
           select new SlicePod(address, endpoint.Zone ?? ""),
    ];
}
