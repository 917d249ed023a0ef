using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Proctoring.Ops.Tests.Rules;

/// <summary>A recording rule or an alert, as its file has it.</summary>
public sealed class Rule
{
    private static readonly IDeserializer Reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build();

    public string? Record { get; set; }

    public string? Alert { get; set; }

    public string Expr { get; set; } = "";

    public Dictionary<string, string> Labels { get; set; } = [];

    public Dictionary<string, string> Annotations { get; set; } = [];

    public string Name => Alert ?? Record ?? "";

    public static IReadOnlyList<Rule> Alerts() => Read("alerts.yaml");

    public static IReadOnlyList<Rule> Recordings() => Read("recording.yaml");

    private static Rule[] Read(string file)
    {
        using var text = File.OpenText(OpsFiles.Rules(file));
        return [.. Reader.Deserialize<RuleFile>(text).Groups.SelectMany(group => group.Rules)];
    }

    private sealed class RuleFile
    {
        public List<RuleGroup> Groups { get; set; } = [];
    }

    private sealed class RuleGroup
    {
        public List<Rule> Rules { get; set; } = [];
    }
}
