using System.Text.Json.Serialization;

namespace Proctoring.Capacity.Figures;

internal enum FigureKind
{
    /// <summary>Read off a run of this code.</summary>
    [JsonStringEnumMemberName("measured")]
    Measured,

    /// <summary>Nobody has measured it here: what it is, and what it was taken from, stands in <see cref="Figure.How"/>.</summary>
    [JsonStringEnumMemberName("assumed")]
    Assumed,
}

/// <summary>One number that the plan or the simulation stands on.</summary>
/// <param name="How">The row of <c>make bench</c> or the command; for an assumption, its source.</param>
/// <param name="Machine">Where it was measured; null for an assumption.</param>
/// <param name="On">The day it was measured; null for an assumption.</param>
internal sealed record Figure(string Name, double Value, string Unit, FigureKind Kind, string How, string? Machine = null, DateOnly? On = null);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(List<Figure>))]
[JsonSerializable(typeof(Figure))]
[JsonSerializable(typeof(List<Price>))]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(List<Simulation.Outcome>))]
internal sealed partial class FigureJson : JsonSerializerContext;
