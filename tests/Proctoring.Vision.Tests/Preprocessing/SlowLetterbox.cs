using OpenCvSharp;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Preprocessing;

/// <summary>
/// What TensorWriter has to write, a pixel at a time in double, from the definition: letterbox or stretch, bilinear with
/// half-pixel centres, normalise; before any rounding to the model's own numbers.
/// </summary>
internal static class SlowLetterbox
{
    public static double[] Write(Mat pixels, ModelInput input)
    {
        var scale = Math.Min((double)input.Width / pixels.Width, (double)input.Height / pixels.Height);
        var (width, height) = input.Letterbox.Align == "stretch"
            ? (input.Width, input.Height)
            : ((int)Math.Round(pixels.Width * scale), (int)Math.Round(pixels.Height * scale));
        var (left, top) = input.Letterbox.Align == "centre" ? ((input.Width - width) / 2, (input.Height - height) / 2) : (0, 0);
        var (bytes, sourceWidth, sourceHeight) = (Bytes(pixels), pixels.Width, pixels.Height);
        var tensor = new double[3 * input.Width * input.Height];
        for (var plane = 0; plane < 3; plane++)
        {
            var channel = input.Channels == "BGR" ? plane : 2 - plane;
            for (var y = 0; y < input.Height; y++)
            {
                for (var x = 0; x < input.Width; x++)
                {
                    var inside = x >= left && x < left + width && y >= top && y < top + height;
                    var value = inside
                        ? Sample(bytes, channel, (x - left + 0.5) * sourceWidth / width - 0.5, (y - top + 0.5) * sourceHeight / height - 0.5)
                        : input.Letterbox.Fill;
                    var at = input.Layout == "NHWC" ? (y * input.Width + x) * 3 + plane : (plane * input.Height + y) * input.Width + x;
                    tensor[at] = (value - input.Mean[plane]) / input.Std[plane];
                }
            }
        }
        return tensor;
    }

    /// <summary>By row, column and channel; gray has its one in all three.</summary>
    private static byte[,,] Bytes(Mat pixels)
    {
        var width = pixels.Width;
        var bytes = new byte[pixels.Height, width, 3];
        using var colour = pixels.Channels() == 1 ? pixels.CvtColor(ColorConversionCodes.GRAY2BGR) : pixels.Clone();
        Assert.True(colour.GetArray(out Vec3b[] all));
        for (var i = 0; i < all.Length; i++)
        {
            for (var channel = 0; channel < 3; channel++) bytes[i / width, i % width, channel] = all[i][channel];
        }
        return bytes;
    }

    private static double Sample(byte[,,] pixels, int channel, double x, double y)
    {
        var (height, width) = (pixels.GetLength(0), pixels.GetLength(1));
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        var (x0, y0) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (x1, y1) = (Math.Min(x0 + 1, width - 1), Math.Min(y0 + 1, height - 1));
        var (right, down) = (x - x0, y - y0);
        return (At(x0, y0) * (1 - right) + At(x1, y0) * right) * (1 - down) + (At(x0, y1) * (1 - right) + At(x1, y1) * right) * down;

        double At(int column, int row) => pixels[row, column, channel];
    }
}
