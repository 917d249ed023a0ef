using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Conversion.Tfjs;

/// <summary>Kahn's topological sort, where of several ready nodes the one that stands first in the file goes first: one file, one order.</summary>
internal static class NodeOrder
{
    public static IReadOnlyList<GraphNode> Sort(IReadOnlyList<GraphNode> nodes)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
            if (!positions.TryAdd(nodes[i].Name, i)) throw nodes[i].Error("another operation has the same name");

        var readers = new List<int>[nodes.Count];
        var waiting = new int[nodes.Count];
        for (var i = 0; i < nodes.Count; i++) readers[i] = [];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var maker in nodes[i].Inputs.Select(TensorName.Node).Distinct())
            {
                if (!positions.TryGetValue(maker, out var position)) throw nodes[i].Error($"it reads '{maker}', which the graph does not hold");
                readers[position].Add(i);
                waiting[i]++;
            }
        }

        var ready = new SortedSet<int>(Enumerable.Range(0, nodes.Count).Where(i => waiting[i] == 0));
        var sorted = new List<GraphNode>(nodes.Count);
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            sorted.Add(nodes[next]);
            foreach (var reader in readers[next])
                if (--waiting[reader] == 0) ready.Add(reader);
        }
        return sorted.Count == nodes.Count ? sorted : throw new ModelException("The graph's operations wait for each other in a circle.");
    }
}
