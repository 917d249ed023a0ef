using OpenCvSharp;

namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>A photograph as a candidate's browser would send it: gray, one component, quality 50.</summary>
internal static class GrayJpeg
{
    private const int Quality = 50;

    /// <exception cref="AccuracyException">The file is no picture.</exception>
    public static byte[] Of(string path)
    {
        // Labels fit the pixels as stored, as they do on the way of a frame.
        using var colour = Cv2.ImRead(path, ImreadModes.Color | ImreadModes.IgnoreOrientation);
        if (colour.Empty()) throw new AccuracyException($"{path} cannot be decoded.");
        using var gray = new Mat();
        Cv2.CvtColor(colour, gray, ColorConversionCodes.BGR2GRAY);
        Cv2.ImEncode(".jpg", gray, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality));
        return jpeg;
    }
}
