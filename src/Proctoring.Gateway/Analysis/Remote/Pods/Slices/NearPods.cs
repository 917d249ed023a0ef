using Grpc.Net.Client.Balancer;

namespace Proctoring.Gateway.Analysis.Remote.Pods.Slices;

/// <summary>Which pods are in this gateway's zone, as an attribute of their addresses.</summary>
internal static class NearPods
{
    private static readonly BalancerAttributesKey<object> IsFar = new("is-far");
    private static readonly object Yes = new();

    /// <summary>Pods as addresses. A zone with less than half of its share of pods would drown, so that it then counts for nothing.</summary>
    public static BalancerAddress[] Addresses(IReadOnlyList<SlicePod> pods, int port, string zone)
    {
        var near = pods.Count(pod => pod.Zone == zone);
        var zones = pods.Select(pod => pod.Zone).Distinct().Count();
        var counts = zone.Length > 0 && 2 * near * zones >= pods.Count;
        return [.. pods.Select(pod => Address(pod, port, isFar: counts && pod.Zone != zone))];
    }

    public static bool IsNear(BalancerAddress address) => !address.Attributes.TryGetValue(IsFar, out _);

    private static BalancerAddress Address(SlicePod pod, int port, bool isFar)
    {
        var address = new BalancerAddress(pod.Address, port);
        if (isFar) address.Attributes.Set(IsFar, Yes);
        return address;
    }
}
