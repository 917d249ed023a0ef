using static Proctoring.Contracts.Tests.MarkerStream;

namespace Proctoring.Contracts.Tests;

/// <summary>Bytes made to lead the parser astray: it may refuse them, and no more.</summary>
public sealed class HostileHeaderTests
{
    [Fact]
    public void TryRead_EveryTruncation_SucceedsOnlyWithTheWholeFrameHeader()
    {
        var header = UpTo(Frame());
        byte[] jpeg = [.. header, .. Scan, 1, 2, 3, .. Eoi];

        for (var length = 0; length <= jpeg.Length; length++)
            Assert.Equal(length >= header.Length, JpegHeader.TryRead(jpeg.AsSpan(0, length), out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)] // past the frame header, into nowhere
    [InlineData(0xFFFF)]
    public void TryRead_SegmentLengthThatLies_IsRefused(int length) =>
        Assert.False(JpegHeader.TryRead([.. Soi, 0xFF, 0xE0, (byte)(length >> 8), (byte)length, .. Frame()], out _));

    [Fact]
    public void TryRead_SegmentLengthThatSwallowsTheFrame_IsRefused()
    {
        var frame = Frame();

        Assert.False(JpegHeader.TryRead([.. Soi, 0xFF, 0xE0, 0, (byte)(2 + frame.Length), .. frame], out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8 + 8)] // one byte short of its three components
    [InlineData(8 + 10)] // one too many
    public void TryRead_FrameLengthThatLies_IsRefused(int length)
    {
        var jpeg = UpTo([.. Frame(), .. Scan, .. new byte[40]]);
        var at = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) + 2;
        jpeg[at + 1] = (byte)length;

        Assert.False(JpegHeader.TryRead(jpeg, out _));
    }

    [Fact]
    public void TryRead_FrameAtTheVeryEndWithItsPayloadMissing_IsRefused() => Assert.False(JpegHeader.TryRead([.. Soi, 0xFF, 0xC0, 0, 17], out _));

    [Fact]
    public void TryRead_AnyOneByteChanged_NeverThrowsOrInvents()
    {
        var jpeg = UpTo([.. Frame(), .. Scan]);
        for (var at = 0; at < jpeg.Length; at++)
        {
            var kept = jpeg[at];
            for (var value = 0; value < 256; value++)
            {
                jpeg[at] = (byte)value;
                AssertSane(jpeg);
            }
            jpeg[at] = kept;
        }
    }

    [Fact]
    public void TryRead_RandomMarkers_NeverThrowsOrInvents()
    {
        var random = new Random(20_261_123);
        var jpeg = new byte[64];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(jpeg);
            (jpeg[0], jpeg[1]) = (0xFF, 0xD8);
            for (var i = 2; i < jpeg.Length; i++)
            {
                // Mostly FF, frame markers and short lengths, so that the parser gets somewhere.
                if (random.Next(3) == 0) jpeg[i] = random.Next(4) switch { 0 => 0xFF, 1 => 0xC0, 2 => 0, _ => (byte)random.Next(20) };
            }
            AssertSane(jpeg);
        }
    }

    private static void AssertSane(byte[] jpeg)
    {
        if (!JpegHeader.TryRead(jpeg, out var header)) return;
        Assert.InRange(header.Width, 1, 65_535);
        Assert.InRange(header.Height, 1, 65_535);
        Assert.Contains(header.Components, (int[])[1, 3, 4]);
    }
}
