using OpenCvSharp;
using Proctoring.Contracts;

namespace Proctoring.Vision.Decoding;

/// <summary>Bytes to pixels. What cannot be decoded is null, never an exception.</summary>
internal static class JpegDecoder
{
    /// <summary>Decodes to 8-bit gray (luma only) or BGR of exactly the header's size; EXIF orientation is ignored, so boxes fit the frame as sent.</summary>
    public static Mat? Decode(ReadOnlySpan<byte> jpeg, JpegHeader header, bool gray)
    {
        // OpenCV decodes what it can of a truncated file and fills the rest; a file without its end is refused instead.
        if (!JpegTail.HasEndOfImage(jpeg)) return null;
        Mat? pixels = null;
        try
        {
            pixels = Cv2.ImDecode(jpeg, (gray ? ImreadModes.Grayscale : ImreadModes.Color) | ImreadModes.IgnoreOrientation);
            if (pixels.Width == header.Width && pixels.Height == header.Height) return Keep(ref pixels);
            return null;
        }
        catch (OpenCVException)
        {
            return null;
        }
        finally
        {
            pixels?.Dispose();
        }
    }

    private static Mat? Keep(ref Mat? pixels)
    {
        var kept = pixels;
        pixels = null;
        return kept;
    }
}
