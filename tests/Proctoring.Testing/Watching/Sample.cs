using System.Globalization;
using System.Text.Json;

namespace Proctoring.Testing.Watching;

/// <summary>One value of an expression, with its labels.</summary>
public sealed record Sample(IReadOnlyDictionary<string, string> Labels, double Value)
{
    internal static Sample Read(JsonElement json) => new(
        json.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!),
        double.Parse(json.GetProperty("value")[1].GetString()!.Replace("Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture));
}
