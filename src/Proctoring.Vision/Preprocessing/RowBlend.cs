using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Proctoring.Vision.Preprocessing;

/// <summary>upper + weight × (lower − upper) over two rows of bytes, as floats.</summary>
/// <remarks>By hand because no library call widens bytes and blends in one go; a seventh of the scalar loop's time (PreprocessingBenchmarks).</remarks>
internal static class RowBlend
{
    public static void Blend(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, float weight, Span<float> target)
    {
        var done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var w = Vector256.Create(weight);
            ref var u = ref MemoryMarshal.GetReference(upper);
            ref var l = ref MemoryMarshal.GetReference(lower);
            ref var t = ref MemoryMarshal.GetReference(target);
            for (; done <= target.Length - 8; done += 8)
            {
                var a = Widen(ref u, done);
                var b = Widen(ref l, done);
                (a + w * (b - a)).StoreUnsafe(ref t, (nuint)done);
            }
        }
        for (; done < target.Length; done++)
            target[done] = upper[done] + weight * (lower[done] - upper[done]);
    }

    // Not by way of Vector64, which this runtime keeps in memory on x64: that was slower than the scalar loop.
    private static Vector256<float> Widen(ref byte row, int at)
    {
        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref row, at))).AsByte();
        return Vector256.ConvertToSingle(Vector256.WidenLower(Vector128.WidenLower(bytes).ToVector256Unsafe()).AsInt32());
    }
}
