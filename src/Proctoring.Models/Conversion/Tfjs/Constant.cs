namespace Proctoring.Models.Conversion.Tfjs;

/// <summary>A tensor whose numbers are known while converting. Exactly one of the two arrays is there.</summary>
/// <param name="Shape">Sizes of the axes; empty for a scalar.</param>
internal sealed record Constant(string Name, int[] Shape, float[]? Floats, int[]? Integers)
{
    public static Constant Of(string name, int[] shape, float[] values) => new(name, shape, values, null);

    public static Constant Of(string name, int[] shape, int[] values) => new(name, shape, null, values);

    /// <summary>The same numbers with the axes moved: axis i of the result is axis <c>order[i]</c> of this one.</summary>
    public float[] Transposed(ReadOnlySpan<int> order)
    {
        var source = Floats!;
        var result = new float[source.Length];
        var steps = Steps();
        Span<int> index = stackalloc int[order.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var offset = 0;
            for (var axis = 0; axis < order.Length; axis++) offset += index[axis] * steps[order[axis]];
            result[i] = source[offset];
            for (var axis = order.Length - 1; axis >= 0 && ++index[axis] == Shape[order[axis]]; axis--) index[axis] = 0;
        }
        return result;
    }

    /// <summary>How far apart neighbours along each axis lie.</summary>
    private int[] Steps()
    {
        var steps = new int[Shape.Length];
        var step = 1;
        for (var axis = Shape.Length - 1; axis >= 0; axis--)
        {
            steps[axis] = step;
            step *= Shape[axis];
        }
        return steps;
    }
}
