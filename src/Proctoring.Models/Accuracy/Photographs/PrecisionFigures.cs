using System.Text.Json.Serialization;

namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>Mean average precision over the classes present, 0–1.</summary>
/// <param name="Mean">Mean over the overlaps 0.50, 0.55 … 0.95.</param>
/// <param name="Half">At an overlap of 0.50.</param>
internal sealed record PrecisionFigures(
    [property: JsonPropertyName("mAP50-95")] double Mean,
    [property: JsonPropertyName("mAP50")] double Half);
