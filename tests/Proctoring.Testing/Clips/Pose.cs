namespace Proctoring.Testing.Clips;

/// <summary>How a drawn candidate sits.</summary>
/// <param name="Head">Pixels to the right of upright.</param>
/// <param name="Chest">Pixels below its usual place, as breathing moves it.</param>
/// <param name="Light">Brightness of the whole scene, 1 for usual.</param>
public readonly record struct Pose(int Head, int Chest, double Light)
{
    public static Pose Still => new(0, 0, 1);
}
