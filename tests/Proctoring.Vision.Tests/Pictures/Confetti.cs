using OpenCvSharp;
using Proctoring.Testing;

namespace Proctoring.Vision.Tests.Pictures;

/// <summary>
/// A picture of random 4×4 squares, nearly black or nearly white, that nothing else resembles: where another frame's
/// pixels correlate with it, they were taken from it.
/// </summary>
internal static class Confetti
{
    public const int Width = 320;
    public const int Height = 240;

    // Pixels that are compared at a time, in memory's order: about six rows. Chance correlations of 100 squares stay below 0.4.
    private const int Run = 2048;

    private static readonly byte[] Pixels = Draw();
    private static readonly byte[] Gray = Encode(1);
    private static readonly byte[] Colour = Encode(3);

    public static byte[] Jpeg(int components) => components == 1 ? Gray : Colour;

    /// <summary>
    /// How closely the most similar run of gray <paramref name="pixels"/> follows the confetti at the same place in memory, −1 to 1.
    /// </summary>
    public static double Resemblance(ReadOnlySpan<byte> pixels)
    {
        var most = -1.0;
        for (var at = 0; at + Run <= Math.Min(pixels.Length, Pixels.Length); at += Run / 2)
            most = Math.Max(most, Correlation(pixels.Slice(at, Run), Pixels.AsSpan(at, Run)));
        return most;
    }

    private static byte[] Draw()
    {
        var random = new Random(11);
        var pixels = new byte[Width * Height];
        for (var y = 0; y < Height; y += 4)
        {
            for (var x = 0; x < Width; x += 4)
            {
                var value = (byte)(random.Next(2) == 0 ? 5 : 250);
                for (var row = y; row < y + 4; row++) pixels.AsSpan(row * Width + x, 4).Fill(value);
            }
        }
        return pixels;
    }

    private static byte[] Encode(int components)
    {
        using var gray = Mat.FromPixelData(Height, Width, MatType.CV_8UC1, Pixels);
        if (components == 1) return Scene.Encode(gray, 90);
        using var colour = new Mat();
        Cv2.CvtColor(gray, colour, ColorConversionCodes.GRAY2BGR);
        return Scene.Encode(colour, 90);
    }

    private static double Correlation(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        long sumA = 0, sumB = 0, squaresA = 0, squaresB = 0, products = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sumA += a[i];
            sumB += b[i];
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
            products += a[i] * b[i];
        }
        double n = a.Length, spread = (n * squaresA - (double)sumA * sumA) * (n * squaresB - (double)sumB * sumB);
        return spread <= 0 ? 0 : (n * products - (double)sumA * sumB) / Math.Sqrt(spread);
    }
}
