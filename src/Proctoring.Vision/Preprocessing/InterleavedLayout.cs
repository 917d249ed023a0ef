using System.Runtime.InteropServices;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Preprocessing;

/// <summary>NHWC: the three numbers of a pixel side by side.</summary>
internal sealed class InterleavedLayout<T>(ModelInput input, IInputNumbers<T> numbers) : IInputLayout
    where T : unmanaged
{
    private const int Planes = 3;

    private readonly T[] _row = new T[input.Width];

    public void Fill(Span<byte> tensor, int plane, float value)
    {
        Span<T> one = stackalloc T[1];
        numbers.Write([value], plane, one);
        var pixels = MemoryMarshal.Cast<byte, T>(tensor);
        for (var at = plane; at < pixels.Length; at += Planes) pixels[at] = one[0];
    }

    public void Write(Span<byte> tensor, int plane, int x, int y, ReadOnlySpan<float> row)
    {
        var converted = _row.AsSpan(0, row.Length);
        numbers.Write(row, plane, converted);
        var pixels = MemoryMarshal.Cast<byte, T>(tensor).Slice(Planes * (y * input.Width + x), Planes * row.Length);
        for (var i = 0; i < converted.Length; i++) pixels[Planes * i + plane] = converted[i];
    }
}
