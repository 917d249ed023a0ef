using System.Text.Json.Nodes;

namespace Proctoring.Vision.Tests.Manifests;

/// <summary>Places in a manifest, such as <c>head/levels/0/stride</c>.</summary>
internal static class ManifestPaths
{
    public static JsonNode Find(JsonNode node, string path) => path
        .Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(node, (at, part) => int.TryParse(part, out var index) ? at[index]! : at[part]!);

    public static (string Parent, string Member) Split(string path)
    {
        var end = path.LastIndexOf('/');
        return end < 0 ? ("", path) : (path[..end], path[(end + 1)..]);
    }
}
