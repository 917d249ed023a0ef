using System.Text.Json;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Conversion.Tfjs;

/// <summary>A TensorFlow.js graph model: operations in an order in which each comes after those it reads, and its constants by name.</summary>
/// <param name="Outputs">Names of the output tensors, in ordinal order.</param>
internal sealed record GraphModel(IReadOnlyList<GraphNode> Nodes, IReadOnlyDictionary<string, Constant> Constants, IReadOnlyList<string> Outputs)
{
    /// <summary>Reads the graph's JSON and the weight files beside it.</summary>
    /// <param name="files">Contents by path; one is the JSON, weight paths are relative to it.</param>
    /// <exception cref="ModelException">The JSON is not a graph model, or weights are missing or cut short.</exception>
    public static GraphModel Read(IReadOnlyDictionary<string, byte[]> files)
    {
        var path = files.Keys.SingleOrDefault(p => p.EndsWith(".json", StringComparison.Ordinal))
            ?? throw new ModelException("A TensorFlow.js graph needs exactly one .json file among source.files.");
        try
        {
            using var document = JsonDocument.Parse(files[path]);
            var root = document.RootElement;
            var constants = WeightsReader.Read(root.GetProperty("weightsManifest"), name => Beside(files, path, name));
            var nodes = root.GetProperty("modelTopology").GetProperty("node").EnumerateArray().Select(ReadNode).ToList();
            var outputs = root.GetProperty("signature").GetProperty("outputs").EnumerateObject().Select(o => TensorName.Of(o.Name));
            return new GraphModel(NodeOrder.Sort(nodes), constants, [.. outputs.Order(StringComparer.Ordinal)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new ModelException($"{path} is not a TensorFlow.js graph model: {e.Message}", e);
        }
    }

    private static GraphNode ReadNode(JsonElement node)
    {
        var inputs = node.TryGetProperty("input", out var list) ? list.EnumerateArray().Select(i => i.GetString()!) : [];
        var attributes = node.TryGetProperty("attr", out var attr) ? attr.Clone() : default;
        return new GraphNode(
            node.GetProperty("name").GetString()!,
            node.GetProperty("op").GetString()!,
            // '^name' only orders execution and carries no tensor.
            [.. inputs.Where(i => !i.StartsWith('^')).Select(TensorName.Of)],
            attributes);
    }

    private static byte[] Beside(IReadOnlyDictionary<string, byte[]> files, string json, string name)
    {
        var folder = json[..(json.LastIndexOf('/') + 1)];
        return files.TryGetValue(folder + name, out var bytes)
            ? bytes
            : throw new ModelException($"{json} keeps weights in {folder + name}, which source.files does not name.");
    }
}
