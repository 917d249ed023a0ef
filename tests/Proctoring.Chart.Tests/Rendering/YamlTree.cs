using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Proctoring.Chart.Tests.Rendering;

/// <summary>
/// YAML as the API server sees it once a client has made JSON of it: what stands in quotes is text, what does not is a number, a
/// boolean or null where it reads as one. So an unquoted number where text belongs is found.
/// </summary>
internal static class YamlTree
{
    public static IReadOnlyList<JsonObject> ParseAll(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(document => ToJson(document.RootNode)).OfType<JsonObject>()];
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, ToJson(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value!),
        YamlScalarNode quoted => JsonValue.Create(quoted.Value),
        _ => throw new NotSupportedException($"{node.NodeType} at line {node.Start.Line}"),
    };

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" => null,
        // YAML 1.1, which helm and kubectl read: y, n, yes, no, on and off are booleans too.
        "true" or "True" or "yes" or "Yes" or "on" or "On" or "y" or "Y" => JsonValue.Create(true),
        "false" or "False" or "no" or "No" or "off" or "Off" or "n" or "N" => JsonValue.Create(false),
        _ when text.StartsWith('0') && text.Length > 1 && text.All(char.IsAsciiDigit) => JsonValue.Create(Convert.ToInt64(text, 8)),
        _ when long.TryParse(text, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, out var number) && char.IsAsciiDigit(text[^1]) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
