using System.Buffers.Binary;
using OpenCvSharp;

namespace Proctoring.Vision.Tests.Pictures;

/// <summary>Real JPEGs, changed by hand.</summary>
internal static class JpegParts
{
    /// <summary>Where the frame header's marker stands.</summary>
    public static int FrameHeader(ReadOnlySpan<byte> jpeg) => Segment(jpeg, 0xC0);

    /// <summary>Where the first scan's marker stands.</summary>
    public static int Scan(ReadOnlySpan<byte> jpeg) => Segment(jpeg, 0xDA);

    /// <summary>The same file, claiming another size.</summary>
    public static byte[] WithSize(byte[] jpeg, int width, int height)
    {
        var changed = jpeg.ToArray();
        var at = FrameHeader(changed);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(at + 5), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(at + 7), (ushort)width);
        return changed;
    }

    /// <summary>The same file with an EXIF segment that says how a viewer should turn it (1–8; TIFF tag 0x0112).</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, // 34 = 2 + 6 + 8 + 18
            .. "MM"u8, 0, 42, 0, 0, 0, 8, // big-endian TIFF, first directory at 8
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, // one entry: a SHORT
            0, 0, 0, 0, // no further directory
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>The same file with its headers and <paramref name="count"/> empty scans of its first component.</summary>
    public static byte[] WithScans(byte[] jpeg, int count)
    {
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];
        return [.. jpeg[..Scan(jpeg)], .. Enumerable.Repeat(scan, count).SelectMany(s => s), 0xFF, 0xD9];
    }

    /// <summary>Sixteen pixels square in four components, as print shops have it: mid-gray ink everywhere.</summary>
    public static byte[] FourComponents()
    {
        using var gray = new Mat(16, 16, MatType.CV_8UC1, new Scalar(128));
        Cv2.ImEncode(".jpg", gray, out var jpeg);
        var (frame, scan) = (FrameHeader(jpeg), Scan(jpeg));
        byte[] fourInFrame = [0xFF, 0xC0, 0, 20, 8, 0, 16, 0, 16, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0];
        byte[] fourInScan = [0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0];
        // 00 (no change of the mean), 1010 (end of block), for 4 × 4 blocks, in the standard's luminance tables.
        byte[] blocks = [0x28, 0xA2, 0x8A, 0x28, 0xA2, 0x8A, 0x28, 0xA2, 0x8A, 0x28, 0xA2, 0x8A];
        return [.. jpeg[..frame], .. fourInFrame, .. jpeg[(frame + 13)..scan], .. fourInScan, .. blocks, 0xFF, 0xD9];
    }

    public static byte[] Progressive(Mat pixels)
    {
        Cv2.ImEncode(".jpg", pixels, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegProgressive, 1));
        return jpeg;
    }

    private static int Segment(ReadOnlySpan<byte> jpeg, byte marker)
    {
        for (var at = 2; ; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]))
        {
            if (jpeg[at + 1] == marker) return at;
        }
    }
}
