using System.Text.Json.Nodes;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests.Kustomize;

/// <summary>Two lists of objects, one of the chart's and one of kustomize's, without what only Helm adds.</summary>
internal static class Comparison
{
    private static readonly string[] OfHelm = ["helm.sh/chart", "app.kubernetes.io/managed-by"];

    /// <summary>A sentence for each difference.</summary>
    public static IEnumerable<string> Differences(IEnumerable<Manifest> chart, IEnumerable<Manifest> kustomize)
    {
        var (ours, theirs) = (ById(chart), ById(kustomize));
        foreach (var id in ours.Keys.Except(theirs.Keys)) yield return $"Only the chart has {id}.";
        foreach (var id in theirs.Keys.Except(ours.Keys)) yield return $"Only kustomize has {id}.";
        foreach (var id in ours.Keys.Intersect(theirs.Keys))
        {
            foreach (var difference in Differences(id, ours[id], theirs[id])) yield return difference;
        }
    }

    private static Dictionary<string, JsonNode> ById(IEnumerable<Manifest> objects) =>
        objects.Where(manifest => manifest.At("metadata", "annotations", "helm.sh/hook") is null).ToDictionary(manifest => manifest.Id, manifest => Plain(manifest.Json));

    private static JsonNode Plain(JsonObject json)
    {
        var plain = json.DeepClone();
        foreach (var label in OfHelm) plain["metadata"]!["labels"]?.AsObject().Remove(label);
        return plain;
    }

    private static IEnumerable<string> Differences(string path, JsonNode? ours, JsonNode? theirs) => (ours, theirs) switch
    {
        (JsonObject a, JsonObject b) => a.Select(entry => entry.Key).Union(b.Select(entry => entry.Key)).SelectMany(key => Differences($"{path}.{key}", a[key], b[key])),
        (JsonArray a, JsonArray b) when a.Count == b.Count && !IsNamed(a) => a.Index().SelectMany(entry => Differences($"{path}[{entry.Index}]", entry.Item, b[entry.Index])),
        (JsonArray a, JsonArray b) when IsNamed(a) && IsNamed(b) => Differences(path, ByName(a), ByName(b)),
        _ when JsonNode.DeepEquals(ours, theirs) => [],
        _ => [$"{path} is {ours?.ToJsonString() ?? "nothing"} in the chart and {theirs?.ToJsonString() ?? "nothing"} with kustomize."],
    };

    // A patch puts what it adds to a list of named entries elsewhere; their order says nothing.
    private static bool IsNamed(JsonArray list) => list.Count > 0 && list.All(entry => entry is JsonObject map && map["name"] is not null);

    private static JsonObject ByName(JsonArray list) => new(list.Select(entry => KeyValuePair.Create(entry!["name"]!.GetValue<string>(), (JsonNode?)entry.DeepClone())));
}
