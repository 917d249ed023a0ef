namespace Proctoring.Models.Tests.Conversion;

/// <summary>TensorFlow's operations on NHWC pictures, written out from their definitions.</summary>
internal static class PlainLoops
{
    public static Numbers Pad(Numbers x, int top, int bottom, int left, int right, float value) => Numbers.From(
        [x.Shape[0], x.Shape[1] + top + bottom, x.Shape[2] + left + right, x.Shape[3]],
        i => i[1] - top is var row && i[2] - left is var column && row >= 0 && row < x.Shape[1] && column >= 0 && column < x.Shape[2]
            ? x[i[0], row, column, i[3]]
            : value);

    /// <param name="kernel">[height, width, in, out].</param>
    public static Numbers Convolution(Numbers x, Numbers kernel, int stride = 1, int dilation = 1)
    {
        int[] size = [Windows(x.Shape[1], kernel.Shape[0], stride, dilation), Windows(x.Shape[2], kernel.Shape[1], stride, dilation)];
        return Numbers.From([x.Shape[0], size[0], size[1], kernel.Shape[3]], i =>
        {
            var sum = 0.0;
            for (var row = 0; row < kernel.Shape[0]; row++)
                for (var column = 0; column < kernel.Shape[1]; column++)
                    for (var channel = 0; channel < kernel.Shape[2]; channel++)
                        sum += x[i[0], i[1] * stride + row * dilation, i[2] * stride + column * dilation, channel] * kernel[row, column, channel, i[3]];
            return (float)sum;
        });
    }

    public static Numbers MaxPool(Numbers x, int size, int stride) => Numbers.From(
        [x.Shape[0], Windows(x.Shape[1], size, stride, 1), Windows(x.Shape[2], size, stride, 1), x.Shape[3]],
        i => Enumerable.Range(0, size * size).Max(k => x[i[0], i[1] * stride + k / size, i[2] * stride + k % size, i[3]]));

    /// <summary>Bilinear with half-pixel centres, edges repeated.</summary>
    public static Numbers Resize(Numbers x, int height, int width) => Numbers.From([x.Shape[0], height, width, x.Shape[3]], i =>
    {
        var (top, bottom, down) = Neighbours(i[1], x.Shape[1], height);
        var (left, right, across) = Neighbours(i[2], x.Shape[2], width);
        var upper = x[i[0], top, left, i[3]] * (1 - across) + x[i[0], top, right, i[3]] * across;
        var lower = x[i[0], bottom, left, i[3]] * (1 - across) + x[i[0], bottom, right, i[3]] * across;
        return upper * (1 - down) + lower * down;
    });

    public static Numbers Plus(Numbers x, Numbers bias) => Numbers.From(x.Shape, i => x[i] + bias[i[^1]]);

    private static int Windows(int length, int kernel, int stride, int dilation) => (length - (kernel - 1) * dilation - 1) / stride + 1;

    private static (int Low, int High, float Share) Neighbours(int position, int from, int to)
    {
        var at = Math.Clamp((position + 0.5f) * from / to - 0.5f, 0, from - 1);
        var low = (int)at;
        return (low, Math.Min(low + 1, from - 1), at - low);
    }
}
