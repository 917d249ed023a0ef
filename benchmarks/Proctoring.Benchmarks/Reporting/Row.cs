using System.Text.Json.Serialization;

namespace Proctoring.Benchmarks.Reporting;

/// <summary>One measured figure beside its target.</summary>
/// <param name="Target">The bound; null where there is none.</param>
/// <param name="AtLeast">Whether the figure should be at least the target; otherwise at most.</param>
/// <param name="Notes">What it was measured against, in the same run.</param>
internal sealed record Row(string Name, double Measured, string Unit, double? Target, bool AtLeast, string Notes)
{
    /// <summary>Null without a target.</summary>
    public bool? Met => Target is not { } target ? null : AtLeast ? Measured >= target : Measured <= target;

    public static Row AtMost(string name, double measured, string unit, double? target, string notes) => new(name, measured, unit, target, false, notes);

    public static Row AtLeastOf(string name, double measured, string unit, double? target, string notes) => new(name, measured, unit, target, true, notes);
}

/// <param name="Machine">Processor and cores: figures compare only within one report.</param>
internal sealed record Report(DateTimeOffset At, string Machine, IReadOnlyList<Row> Rows);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext;
