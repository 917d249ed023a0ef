using Proctoring.Contracts;

namespace Proctoring.Models.Accuracy;

/// <summary>What the detector saw in one picture.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Detections">Best score first.</param>
internal sealed record Sight(int Width, int Height, IReadOnlyList<Detection> Detections);
