using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Internal;
using OpenCvSharp.Internal.Vectors;
using Proctoring.Contracts;

namespace Proctoring.Vision.Annotation;

internal static class JpegEncoder
{
    /// <summary>Encodes 8-bit gray or BGR pixels.</summary>
    /// <remarks>Cv2.ImEncode copies into a new array of some 30 KB a frame; going one level below it copies into a pooled one.</remarks>
    public static PooledBytes Encode(Mat pixels, int quality)
    {
        int[] parameters = [(int)ImwriteFlags.JpegQuality, quality];
        using var encoded = new VectorOfByte();
        using var input = InputArray.Create(pixels);
        NativeMethods.HandleException(NativeMethods.imgcodecs_imencode_vector(
            ".jpg", input.CvPtr, encoded.CvPtr, parameters, parameters.Length, out var done));
        if (done == 0) throw new InvalidOperationException("OpenCV could not encode the annotated frame.");
        var bytes = PooledBytes.Rent(encoded.Size);
        unsafe
        {
            new ReadOnlySpan<byte>((void*)encoded.ElemPtr, encoded.Size).CopyTo(bytes.Remaining.Span);
        }
        bytes.Advance(encoded.Size);
        GC.KeepAlive(pixels);
        return bytes;
    }
}
