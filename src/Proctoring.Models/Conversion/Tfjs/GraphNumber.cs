using System.Text.Json;

namespace Proctoring.Models.Conversion.Tfjs;

/// <summary>Integers of a graph file, written as numbers by some exporters and as strings by others.</summary>
internal static class GraphNumber
{
    public static int Read(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? int.Parse(value.GetString()!) : value.GetInt32();
}
