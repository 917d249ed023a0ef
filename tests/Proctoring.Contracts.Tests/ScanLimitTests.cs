using static Proctoring.Contracts.Tests.MarkerStream;

namespace Proctoring.Contracts.Tests;

/// <summary>Every scan makes the decoder walk the whole picture: 24,000 of them fit into a frame and kept a core busy for ten seconds.</summary>
public sealed class ScanLimitTests
{
    private static readonly JpegLimits Limits = new() { AllowProgressive = true };

    [Theory]
    [InlineData(0xC0, 1, 1)]
    [InlineData(0xC0, 3, 3)]
    [InlineData(0xC1, 3, 3)]
    [InlineData(0xC2, 3, 64)]
    public void Check_Scans_LimitItselfIsAllowed(int marker, int components, int limit)
    {
        Assert.Equal(JpegProblem.None, Check(marker, components, Repeat(Scan, limit)));
        Assert.Equal(JpegProblem.TooManyScans, Check(marker, components, Repeat(Scan, limit + 1)));
    }

    // Each entry is the second scan of a picture that may have one, in a place where a decoder would still find it.
    public static TheoryData<string, byte[]> Hidden => new()
    {
        { "behind coded data", [1, 2, 3, .. Scan] },
        { "behind stuffed bytes", [0xFF, 0, 0xFF, 0, .. Scan] },
        { "behind fill bytes", [0xFF, 0xFF, 0xFF, .. Scan] },
        { "behind a restart marker", [7, 0xFF, 0xD3, 7, .. Scan] },
        { "behind a table", [.. Segment(0xC4, 1, 2, 3), .. Scan] },
        { "behind an end of image inside a comment", [.. Segment(0xFE, Eoi), .. Scan] },
        { "as the payload of a marker that means nothing", [0xFF, 0x02, 0, 12, .. Scan] },
        { "as the payload of a marker without one", [0xFF, 0x01, 0, 12, .. Scan] },
        { "behind a segment without a length", [0xFF, 0xFE, 0, 0, .. Scan] },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Check_HiddenScan_IsCounted(string where, byte[] rest)
    {
        Assert.NotEmpty(where);
        Assert.Equal(JpegProblem.TooManyScans, Check(0xC0, 1, [.. Scan, .. rest, .. Eoi]));
    }

    // … and these are no scans of the picture: an over-eager count would refuse honest cameras.
    public static TheoryData<string, byte[]> Harmless => new()
    {
        { "a second picture behind the first", [.. Scan, 1, .. Eoi, .. Soi, .. Scan, .. Eoi] },
        { "a thumbnail behind the frame header", [.. Segment(0xE1, [.. Soi, .. Scan, .. Scan, .. Eoi]), .. Scan, 1, .. Eoi] },
        { "no end", [.. Scan, 1, 2, 3] },
        { "an end in mid-marker", [.. Scan, 1, 2, 3, 0xFF] },
        { "a segment that runs out", [.. Scan, 0xFF, 0xFE, 0xFF] },
        { "a segment longer than the file", [.. Scan, 0xFF, 0xFE, 0xFF, 0xFF, 1, 2] },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Check_WhatIsNoScanOfThePicture_DoesNotCount(string what, byte[] rest)
    {
        Assert.NotEmpty(what);
        Assert.Equal(JpegProblem.None, Check(0xC0, 1, rest));
    }

    private static JpegProblem Check(int marker, int components, byte[] rest) =>
        Limits.Check([.. UpTo(Frame(marker, components: components)), .. rest], out _);

    private static byte[] Repeat(byte[] part, int count) => [.. Enumerable.Repeat(part, count).SelectMany(p => p)];
}
