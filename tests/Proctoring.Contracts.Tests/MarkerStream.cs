namespace Proctoring.Contracts.Tests;

/// <summary>JPEGs by hand, marker by marker; none holds a picture.</summary>
internal static class MarkerStream
{
    public static byte[] Soi => [0xFF, 0xD8];

    public static byte[] Eoi => [0xFF, 0xD9];

    /// <summary>A start of scan for one component, without coded data.</summary>
    public static byte[] Scan => Segment(0xDA, 1, 1, 0, 0, 63, 0);

    public static byte[] Segment(byte marker, params byte[] payload) =>
        [0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload];

    /// <summary>A frame header that is right in itself, unless its arguments are not.</summary>
    public static byte[] Frame(int marker = 0xC0, int width = 640, int height = 480, int components = 3, int precision = 8)
    {
        List<byte> payload = [(byte)precision, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)components];
        for (var i = 1; i <= components; i++) payload.AddRange([(byte)i, 0x11, 0]);
        return Segment((byte)marker, [.. payload]);
    }

    /// <summary>What most JPEGs begin with: JFIF, a quantisation table, then <paramref name="frame"/>.</summary>
    public static byte[] UpTo(byte[] frame) =>
        [.. Soi, .. Segment(0xE0, 0x4A, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0), .. Segment(0xDB, new byte[65]), .. frame];
}
