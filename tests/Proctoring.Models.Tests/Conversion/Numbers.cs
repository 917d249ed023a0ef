namespace Proctoring.Models.Tests.Conversion;

/// <summary>A dense tensor of four axes or fewer; the plainest that can be compared with.</summary>
internal sealed record Numbers(int[] Shape, float[] Values)
{
    /// <summary>Numbers between −1 and 1 that repeat on no axis.</summary>
    public static Numbers Made(params int[] shape)
    {
        var random = new Random(shape.Aggregate(17, (hash, size) => hash * 31 + size));
        return From(shape, _ => random.NextSingle() * 2 - 1);
    }

    public static Numbers From(int[] shape, Func<int[], float> at)
    {
        var values = new float[shape.Aggregate(1, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++) values[i] = at(Index(shape, i));
        return new Numbers(shape, values);
    }

    public float this[params int[] index] => Values[index.Select((position, axis) => position * Shape.Skip(axis + 1).Aggregate(1, (p, s) => p * s)).Sum()];

    /// <summary>This one as TensorFlow's Transpose gives it.</summary>
    public Numbers Transposed(params int[] permutation) => From(
        [.. permutation.Select(axis => Shape[axis])],
        index => this[[.. Enumerable.Range(0, index.Length).Select(axis => index[Array.IndexOf(permutation, axis)])]]);

    public void ShouldBe(Numbers expected)
    {
        Assert.Equal(expected.Shape, Shape);
        for (var i = 0; i < Values.Length; i++) Assert.Equal(expected.Values[i], Values[i], 1e-4f);
    }

    private static int[] Index(int[] shape, int offset)
    {
        var index = new int[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            index[axis] = offset % shape[axis];
            offset /= shape[axis];
        }
        return index;
    }
}
