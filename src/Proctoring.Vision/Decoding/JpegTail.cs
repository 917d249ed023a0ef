namespace Proctoring.Vision.Decoding;

internal static class JpegTail
{
    /// <summary>Bytes after the end marker that are forgiven; some cameras pad to a block.</summary>
    private const int MaxPadding = 4096;

    /// <summary>Whether the file ends with EOI (FF D9), trailing padding aside.</summary>
    public static bool HasEndOfImage(ReadOnlySpan<byte> jpeg)
    {
        var tail = jpeg.Length > MaxPadding ? jpeg[^MaxPadding..] : jpeg;
        return tail.LastIndexOf([(byte)0xFF, (byte)0xD9]) >= 0;
    }
}
