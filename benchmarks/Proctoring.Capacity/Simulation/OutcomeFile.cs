using System.Text.Encodings.Web;
using System.Text.Json;
using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Simulation;

/// <summary>What the simulation came to, kept in <c>docs/capacity/simulation.json</c>: an outcome a line. Runs of a million take too long for a test to repeat.</summary>
internal static class OutcomeFile
{
    private static readonly FigureJson Compact = new(new JsonSerializerOptions(FigureJson.Default.Options) { WriteIndented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never });

    public static IReadOnlyList<Outcome> Read(string path) => JsonSerializer.Deserialize(File.ReadAllText(path), Compact.ListOutcome) ?? [];

    public static void Write(string path, IEnumerable<Outcome> outcomes) =>
        File.WriteAllText(path, $"[\n{string.Join(",\n", outcomes.Select(outcome => JsonSerializer.Serialize(outcome, Compact.Outcome)))}\n]\n");
}
