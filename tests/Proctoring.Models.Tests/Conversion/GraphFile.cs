using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Proctoring.Models.Tests.Conversion;

/// <summary>Writes small TensorFlow.js graph models the way the exporter does: nodes in JSON, numbers in one .bin.</summary>
internal sealed class GraphFile
{
    private readonly JsonArray _nodes = [];
    private readonly JsonArray _weights = [];
    private readonly List<byte> _numbers = [];

    public GraphFile Input(string name, params int[] shape)
    {
        var dimensions = new JsonArray([.. shape.Select(size => new JsonObject { ["size"] = size.ToString() })]);
        return Node("Placeholder", name, [], new JsonObject { ["shape"] = new JsonObject { ["shape"] = new JsonObject { ["dim"] = dimensions } } });
    }

    public GraphFile Floats(string name, int[] shape, params float[] values) => Weight(name, shape, "float32", MemoryMarshal.AsBytes(values.AsSpan()));

    public GraphFile Integers(string name, int[] shape, params int[] values) => Weight(name, shape, "int32", MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Stored with half the bytes, as a quantising exporter does.</summary>
    public GraphFile Halves(string name, int[] shape, params float[] values)
    {
        Half[] halves = [.. values.Select(v => (Half)v)];
        return Weight(name, shape, "float32", MemoryMarshal.AsBytes(halves.AsSpan()), new JsonObject { ["dtype"] = "float16", ["original_dtype"] = "float32" });
    }

    public GraphFile Node(string op, string name, string[] inputs, JsonObject? attributes = null)
    {
        var node = new JsonObject { ["name"] = name, ["op"] = op, ["attr"] = attributes ?? [] };
        if (inputs.Length > 0) node["input"] = new JsonArray([.. inputs.Select(i => JsonValue.Create(i))]);
        _nodes.Add(node);
        return this;
    }

    public GraphFile Transpose(string name, string input, params int[] permutation) =>
        Integers($"{name}/perm", [permutation.Length], permutation).Node("Transpose", name, [input, $"{name}/perm"]);

    public GraphFile Pad(string name, string input, params int[] sizes) =>
        Integers($"{name}/sizes", [sizes.Length / 2, 2], sizes).Node("Pad", name, [input, $"{name}/sizes"]);

    public GraphFile PadWith(float value, string name, string input, params int[] sizes) =>
        Integers($"{name}/sizes", [sizes.Length / 2, 2], sizes).Floats($"{name}/value", [], value).Node("PadV2", name, [input, $"{name}/sizes", $"{name}/value"]);

    public GraphFile Convolution(string name, string input, string kernel, int stride = 1, int dilation = 1, string padding = "VALID") =>
        Node("Conv2D", name, [input, kernel], Sliding(stride, padding, ("dilations", dilation)));

    public GraphFile MaxPool(string name, string input, int size, int stride, string padding = "VALID") =>
        Node("MaxPool", name, [input], Sliding(stride, padding, ("ksize", size)));

    /// <summary>The package's files: <c>models/tiny.json</c> and <c>models/tiny.bin</c>.</summary>
    public Dictionary<string, byte[]> Files(params string[] outputs)
    {
        var signature = new JsonObject([.. outputs.Select(o => KeyValuePair.Create<string, JsonNode?>($"{o}:0", new JsonObject { ["name"] = $"{o}:0" }))]);
        var root = new JsonObject
        {
            ["format"] = "graph-model",
            ["signature"] = new JsonObject { ["inputs"] = new JsonObject(), ["outputs"] = signature },
            ["modelTopology"] = new JsonObject { ["node"] = _nodes.DeepClone() },
            ["weightsManifest"] = new JsonArray(new JsonObject { ["paths"] = new JsonArray("tiny.bin"), ["weights"] = _weights.DeepClone() }),
        };
        return new Dictionary<string, byte[]> { ["models/tiny.json"] = Encoding.UTF8.GetBytes(root.ToJsonString()), ["models/tiny.bin"] = [.. _numbers] };
    }

    private GraphFile Weight(string name, int[] shape, string type, ReadOnlySpan<byte> bytes, JsonObject? quantisation = null)
    {
        var weight = new JsonObject { ["name"] = name, ["shape"] = new JsonArray([.. shape.Select(s => JsonValue.Create(s))]), ["dtype"] = type };
        if (quantisation is not null) weight["quantization"] = quantisation;
        _weights.Add(weight);
        _numbers.AddRange(bytes);
        return Node("Const", name, []);
    }

    private static JsonObject Sliding(int stride, string padding, (string Name, int Value) window) => new()
    {
        ["data_format"] = Text("NHWC"),
        ["padding"] = Text(padding),
        ["strides"] = Square(stride),
        [window.Name] = Square(window.Value),
    };

    private static JsonObject Text(string value) => new() { ["s"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(value)) };

    private static JsonObject Square(int value) =>
        new() { ["list"] = new JsonObject { ["i"] = new JsonArray("1", value.ToString(), value.ToString(), "1") } };
}
