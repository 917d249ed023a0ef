using OpenCvSharp;

namespace Proctoring.Vision.Tests.Pictures;

internal static class Noise
{
    /// <summary>Every pixel its own: what is read from the wrong place is wrong. Dispose it.</summary>
    public static Mat Of(int width, int height, int channels, int seed = 5)
    {
        var pixels = new Mat(height, width, MatType.CV_8UC(channels));
        Cv2.SetTheRNG((ulong)seed);
        Cv2.Randu(pixels, Scalar.Black, new Scalar(256, 256, 256));
        return pixels;
    }
}
