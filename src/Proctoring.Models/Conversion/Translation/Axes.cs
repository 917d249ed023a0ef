namespace Proctoring.Models.Conversion.Translation;

/// <summary>Permutations of axes. A TensorFlow axis i lies at <c>order[i]</c> in the ONNX tensor.</summary>
internal static class Axes
{
    /// <summary>Where N, H, W, C of TensorFlow's pictures lie in ONNX's NCHW.</summary>
    public static readonly int[] PictureInNchw = [0, 2, 3, 1];

    public static int[] Unchanged(int rank) => [.. Enumerable.Range(0, rank)];

    public static int[] Inverse(ReadOnlySpan<int> order)
    {
        var inverse = new int[order.Length];
        for (var axis = 0; axis < order.Length; axis++) inverse[order[axis]] = axis;
        return inverse;
    }

    public static bool IsUnchanged(ReadOnlySpan<int> order)
    {
        for (var axis = 0; axis < order.Length; axis++)
            if (order[axis] != axis) return false;
        return true;
    }
}
