using System.Text.Json.Serialization;
using Proctoring.Contracts;

namespace Proctoring.Models.Accuracy.Scenes;

/// <summary>A phone in a drawn scene.</summary>
/// <param name="Corners">Left, top, right, bottom, in pixels: around the whole phone, what a hand hides included.</param>
/// <param name="Width">Pixels across the upright phone.</param>
/// <param name="Angle">Degrees from upright, −90 to 90.</param>
/// <param name="Covered">Share hidden by the hand, 0–1.</param>
internal sealed record DrawnPhone(
    [property: JsonPropertyName("box")] IReadOnlyList<float> Corners, double Width, double Angle, double Covered)
{
    [JsonIgnore]
    public Box Box => new(Corners[0], Corners[1], Corners[2], Corners[3]);
}
