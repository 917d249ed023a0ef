using System.Buffers.Binary;

namespace Proctoring.Contracts;

/// <summary>What a JPEG says of itself before any pixel is decoded.</summary>
/// <remarks>Marker layout: ITU-T T.81, annex B.</remarks>
/// <param name="Width">Pixels, 1–65,535.</param>
/// <param name="Height">Pixels, 1–65,535.</param>
/// <param name="Components">1 (gray), 3 (colour) or 4 (CMYK).</param>
/// <param name="IsProgressive">Coded in several scans (SOF2).</param>
public readonly record struct JpegHeader(int Width, int Height, int Components, bool IsProgressive)
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte BaselineFrame = 0xC0;
    private const byte ProgressiveFrame = 0xC2;

    /// <summary>Pixels of the picture.</summary>
    public long Pixels => (long)Width * Height;

    /// <summary>Finds the frame header. Reads only markers, in time linear in <paramref name="jpeg"/>, and never beyond it.</summary>
    /// <returns>False when this is no JPEG that a baseline or progressive decoder could start on.</returns>
    public static bool TryRead(ReadOnlySpan<byte> jpeg, out JpegHeader header)
    {
        header = default;
        if (jpeg.Length < 4 || jpeg[0] != 0xFF || jpeg[1] != StartOfImage) return false;
        var at = 2;
        while (TryReadMarker(jpeg, ref at, out var marker))
        {
            if (IsStandalone(marker)) continue;
            if (marker is StartOfScan or EndOfImage or StartOfImage or 0x00) return false;
            if (at + 2 > jpeg.Length) return false;
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[at..]);
            if (length < 2 || at + length > jpeg.Length) return false;
            if (IsFrame(marker)) return TryReadFrame(marker, jpeg.Slice(at + 2, length - 2), out header);
            at += length;
        }
        return false;
    }

    private static bool TryReadMarker(ReadOnlySpan<byte> jpeg, ref int at, out byte marker)
    {
        marker = 0;
        if (at >= jpeg.Length || jpeg[at] != 0xFF) return false;
        while (at < jpeg.Length && jpeg[at] == 0xFF) at++; // any number of fill bytes may precede a marker
        if (at >= jpeg.Length) return false;
        marker = jpeg[at++];
        return true;
    }

    private static bool IsStandalone(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD7);

    // C4, C8 and CC share the range and are no frame headers (tables, an extension, arithmetic conditioning).
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool TryReadFrame(byte marker, ReadOnlySpan<byte> segment, out JpegHeader header)
    {
        header = default;
        if (marker is not (BaselineFrame or 0xC1 or ProgressiveFrame) || segment.Length < 6) return false;
        var precision = segment[0];
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        int components = segment[5];
        if (precision != 8 || width == 0 || height == 0) return false;
        if (components is not (1 or 3 or 4) || segment.Length != 6 + 3 * components) return false;
        header = new JpegHeader(width, height, components, marker == ProgressiveFrame);
        return true;
    }
}
