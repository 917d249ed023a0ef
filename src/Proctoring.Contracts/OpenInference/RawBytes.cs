using System.Buffers.Binary;

namespace Proctoring.Contracts.OpenInference;

/// <summary>BYTES tensors in raw form: each element behind its length, 4 bytes little-endian.</summary>
public static class RawBytes
{
    /// <summary>Bytes before each element.</summary>
    public const int PrefixLength = 4;

    /// <summary>Takes the next element off the front. False when <paramref name="raw"/> ends within it, or is at its end.</summary>
    public static bool TryRead(ref ReadOnlyMemory<byte> raw, out ReadOnlyMemory<byte> element)
    {
        element = default;
        if (raw.Length < PrefixLength) return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(raw.Span);
        if (length > raw.Length - PrefixLength) return false;
        element = raw.Slice(PrefixLength, (int)length);
        raw = raw[(PrefixLength + (int)length)..];
        return true;
    }

    /// <summary>Writes the prefix of an element of <paramref name="length"/> bytes.</summary>
    public static void WritePrefix(Span<byte> target, int length) => BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)length);
}
