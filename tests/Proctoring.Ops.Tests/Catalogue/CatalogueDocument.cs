using System.Text;
using Proctoring.Hosting.Telemetry;

namespace Proctoring.Ops.Tests.Catalogue;

/// <summary><c>docs/metrics.md</c>, from the code.</summary>
internal static class CatalogueDocument
{
    private const string Opening = """
        # Metrics

        Written by `make metrics` from the code; a test keeps it true. Both programs answer `/metrics` on their management port (8081 and
        8002), and show what .NET itself measures there too (`process_…`, `dotnet_…`). Standalone has what the gateway has, without inference pods.

        No label has more values than are listed here: never a session, a room or a person. Histograms that candidates feel have steps of at
        most 1.5 from 1 ms to 1 s.

        """;

    public static string Write(IReadOnlyList<MetricEntry> gateway, IReadOnlyList<MetricEntry> inference)
    {
        var text = new StringBuilder(Opening);
        WriteTable(text, "Gateway", gateway);
        WriteTable(text, "Inference pod", inference);
        text.Append("\n## Labels\n\n| label | of | values |\n| --- | --- | --- |\n");
        var labels = from entry in gateway.Concat(inference)
                     from label in entry.Labels
                     group entry.Name by (label.Name, Values: Values(label)) into uses
                     orderby uses.Key.Name, uses.Key.Values
                     select $"| `{uses.Key.Name}` | {string.Join(", ", uses.Distinct().Select(name => $"`{name}`"))} | {uses.Key.Values} |\n";
        foreach (var line in labels) text.Append(line);
        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, string program, IReadOnlyList<MetricEntry> entries)
    {
        text.Append($"\n## {program}\n\n| metric | type | unit | labels | meaning |\n| --- | --- | --- | --- | --- |\n");
        foreach (var entry in entries)
            text.Append($"| `{entry.Name}` | {entry.Type} | {entry.Unit} | {string.Join(", ", entry.Labels.Select(label => $"`{label.Name}`"))} | {entry.Meaning} |\n");
    }

    private static string Values(MetricLabel label) => label.Values.Count > 0 ? string.Join(", ", label.Values) : label.Origin;
}
