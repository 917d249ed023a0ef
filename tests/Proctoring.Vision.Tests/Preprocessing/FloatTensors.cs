using System.Runtime.InteropServices;
using OpenCvSharp;
using Proctoring.Vision.Preprocessing;

namespace Proctoring.Vision.Tests.Preprocessing;

internal static class FloatTensors
{
    /// <summary>Fills the input of a model that takes floats.</summary>
    public static Letterbox Write(this TensorWriter writer, Mat pixels, float[] tensor) =>
        writer.Write(pixels, MemoryMarshal.AsBytes(tensor.AsSpan()));
}
