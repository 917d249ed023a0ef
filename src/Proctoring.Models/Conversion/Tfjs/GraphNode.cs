using System.Text;
using System.Text.Json;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Conversion.Tfjs;

/// <summary>A TensorFlow operation.</summary>
/// <param name="Inputs">Names of the tensors it reads; output k &gt; 0 of a node is written <c>node:k</c>.</param>
/// <param name="Attributes">TensorFlow's attributes as they stand in the file: 64-bit numbers are strings, strings are base64.</param>
internal sealed record GraphNode(string Name, string Op, IReadOnlyList<string> Inputs, JsonElement Attributes)
{
    public float Float(string name) => Attribute(name, "f").GetSingle();

    public bool Flag(string name) =>
        Attributes.ValueKind == JsonValueKind.Object && Attributes.TryGetProperty(name, out var a) && a.TryGetProperty("b", out var b) && b.GetBoolean();

    public string Text(string name) => Encoding.ASCII.GetString(Attribute(name, "s").GetBytesFromBase64());

    public int[] Integers(string name)
    {
        var list = Attribute(name, "list");
        return list.TryGetProperty("i", out var values) ? [.. values.EnumerateArray().Select(GraphNumber.Read)] : [];
    }

    /// <summary>Sizes of a shape attribute's axes; -1 where one is open.</summary>
    public int[] Shape(string name) =>
        [.. Attribute(name, "shape").GetProperty("dim").EnumerateArray().Select(d => d.TryGetProperty("size", out var s) ? GraphNumber.Read(s) : 0)];

    /// <summary>An error that tells the reader which operation of which file to look at.</summary>
    public ModelException Error(string complaint) => new($"The operation {Op} '{Name}' cannot be converted: {complaint}.");

    private JsonElement Attribute(string name, string kind) =>
        Attributes.ValueKind == JsonValueKind.Object && Attributes.TryGetProperty(name, out var a) && a.TryGetProperty(kind, out var value)
            ? value
            : throw Error($"the attribute {name} is missing");
}
