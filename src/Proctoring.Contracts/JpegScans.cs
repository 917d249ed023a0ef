namespace Proctoring.Contracts;

/// <summary>Counts the scans of a JPEG. Each makes a decoder walk every block of the picture, and takes ten bytes of the file.</summary>
/// <remarks>
/// Follows the markers as libjpeg does, which skips stray bytes, stuffed zeros and markers that mean nothing, so that it
/// decodes no scan that is not counted here. A second picture behind the end marker does not count.
/// </remarks>
internal static class JpegScans
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    /// <summary>Whether <paramref name="jpeg"/> starts at most <paramref name="limit"/> scans. Linear in its length.</summary>
    public static bool AreAtMost(int limit, ReadOnlySpan<byte> jpeg)
    {
        var scans = 0;
        while (TryFindMarker(ref jpeg, out var marker) && marker != EndOfImage)
        {
            if (marker == StartOfScan && ++scans > limit) return false;
            if (HasLength(marker)) SkipSegment(ref jpeg);
        }
        return true;
    }

    private static bool TryFindMarker(ref ReadOnlySpan<byte> rest, out byte marker)
    {
        marker = 0;
        while (marker == 0) // FF 00 is a stuffed byte of coded data
        {
            var start = rest.IndexOf((byte)0xFF);
            if (start < 0) return false;
            rest = rest[start..];
            var fill = rest.IndexOfAnyExcept((byte)0xFF);
            if (fill < 0) return false;
            marker = rest[fill];
            rest = rest[(fill + 1)..];
        }
        return true;
    }

    // SOFn, DHT, SOS, DQT, DRI, APPn, COM and their like; not the restart markers, SOI and EOI. What a decoder does not know
    // (02–BF) is no segment either: a scan could hide in its payload.
    private static bool HasLength(byte marker) => marker is >= 0xC0 and not (>= 0xD0 and <= 0xD9);

    private static void SkipSegment(ref ReadOnlySpan<byte> rest)
    {
        var length = rest.Length < 2 ? rest.Length : Math.Min(rest.Length, rest[0] << 8 | rest[1]);
        rest = rest[length..];
    }
}
