namespace Proctoring.Vision.Manifests;

/// <summary>The squares that a head divides the input into, one grid a stride.</summary>
internal static class Cells
{
    /// <summary>Whether cells of this many pixels a side fill the input without a rest.</summary>
    public static bool Fit(int stride, ModelInput input) => stride > 0 && input.Width % stride == 0 && input.Height % stride == 0;

    /// <summary>How many cells of this many pixels a side the input has.</summary>
    public static int Count(int stride, ModelInput input) => input.Width / stride * (input.Height / stride);
}
