using System.Collections.Immutable;
using k8s;
using k8s.Models;

namespace Proctoring.Gateway.Analysis.Remote.Pods.Slices;

/// <summary>What is known of a service's endpoint slices. Immutable; each event makes the next one.</summary>
/// <param name="Slices">Pods by the slice's name.</param>
/// <param name="Version">As of which a watch goes on.</param>
internal sealed record SliceSet(ImmutableDictionary<string, SlicePod[]> Slices, string Version)
{
    public static SliceSet Of(IEnumerable<V1EndpointSlice> slices, string version) =>
        new(slices.ToImmutableDictionary(slice => slice.Metadata.Name, SlicePod.Of), version);

    public SliceSet After(WatchEventType type, V1EndpointSlice slice)
    {
        var (name, version) = (slice.Metadata?.Name, slice.Metadata?.ResourceVersion ?? Version);
        return type switch
        {
            WatchEventType.Added or WatchEventType.Modified => new SliceSet(Slices.SetItem(name!, SlicePod.Of(slice)), version),
            WatchEventType.Deleted => new SliceSet(Slices.Remove(name!), version),
            _ => this with { Version = version }, // a bookmark
        };
    }

    /// <summary>Every pod once: while slices are rearranged, one can be in two.</summary>
    public IReadOnlyList<SlicePod> Pods => [.. Slices.Values.SelectMany(pods => pods).DistinctBy(pod => pod.Address).OrderBy(pod => pod.Address, StringComparer.Ordinal)];
}
