namespace Proctoring.Testing;

/// <summary>A drawn phone in a scene of 640×480.</summary>
/// <param name="X">Centre, pixels from the left.</param>
/// <param name="Y">Centre, pixels from the top.</param>
/// <param name="Width">Pixels across the upright phone; its height is about twice that.</param>
/// <param name="Angle">Degrees clockwise from upright.</param>
/// <param name="Covered">Share of the phone hidden by the hand, from the bottom, 0–1.</param>
public readonly record struct Phone(double X, double Y, double Width, double Angle = 0, double Covered = 0);
