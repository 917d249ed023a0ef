using System.Runtime.InteropServices;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Preprocessing;

/// <summary>NCHW: one whole plane after another.</summary>
internal sealed class PlanarLayout<T>(ModelInput input, IInputNumbers<T> numbers) : IInputLayout
    where T : unmanaged
{
    public void Fill(Span<byte> tensor, int plane, float value)
    {
        Span<T> one = stackalloc T[1];
        numbers.Write([value], plane, one);
        Plane(tensor, plane).Fill(one[0]);
    }

    public void Write(Span<byte> tensor, int plane, int x, int y, ReadOnlySpan<float> row) =>
        numbers.Write(row, plane, Plane(tensor, plane).Slice(y * input.Width + x, row.Length));

    private Span<T> Plane(Span<byte> tensor, int plane)
    {
        var length = input.Width * input.Height;
        return MemoryMarshal.Cast<byte, T>(tensor).Slice(plane * length, length);
    }
}
