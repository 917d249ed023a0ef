using System.Text.Json;

namespace Proctoring.Capacity.Figures;

/// <summary>What <c>make bench</c> leaves in <c>artifacts/bench.json</c>, as far as it is read here.</summary>
internal sealed record BenchReport(DateTimeOffset At, string Machine, List<BenchReport.Row> Rows)
{
    /// <param name="Notes">The row's words; some figures stand only there.</param>
    internal sealed record Row(string Name, double Measured, string Unit, string Notes)
    {
        public double? Target { get; init; }

        public bool AtLeast { get; init; }

        public bool? Met { get; init; }
    }

    public static BenchReport? Read(string path) => File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), FigureJson.Default.BenchReport) : null;
}
