using static Proctoring.Contracts.Tests.MarkerStream;

namespace Proctoring.Contracts.Tests;

public sealed class JpegHeaderTests
{
    [Theory]
    [InlineData(0xC0, 1, false)]
    [InlineData(0xC0, 3, false)]
    [InlineData(0xC0, 4, false)]
    [InlineData(0xC1, 3, false)]
    [InlineData(0xC2, 1, true)]
    [InlineData(0xC2, 3, true)]
    public void TryRead_FrameThatADecoderTakes_IsRead(int marker, int components, bool progressive)
    {
        Assert.True(JpegHeader.TryRead(UpTo(Frame(marker, 640, 480, components)), out var header));
        Assert.Equal(new JpegHeader(640, 480, components, progressive), header);
    }

    [Theory]
    [InlineData(0xC3)] // lossless
    [InlineData(0xC5)] // differential
    [InlineData(0xC6)]
    [InlineData(0xC7)]
    [InlineData(0xC9)] // arithmetic coding
    [InlineData(0xCA)]
    [InlineData(0xCB)]
    [InlineData(0xCD)]
    [InlineData(0xCE)]
    [InlineData(0xCF)]
    public void TryRead_FrameOfAnotherProcess_IsRefused(int marker) => AssertRefused(UpTo(Frame(marker)));

    [Theory]
    [InlineData(0xC4)]
    [InlineData(0xC8)]
    [InlineData(0xCC)]
    public void TryRead_TableInTheRangeOfFrames_IsSkipped(int marker)
    {
        // Read as a frame header the table would say 1×1.
        var table = Segment((byte)marker, 8, 0, 1, 0, 1, 1, 1, 0x11, 0);

        Assert.True(JpegHeader.TryRead([.. Soi, .. table, .. Frame()], out var header));
        Assert.Equal(640, header.Width);
    }

    [Fact]
    public void TryRead_SecondFrame_IsNotReached()
    {
        Assert.True(JpegHeader.TryRead(UpTo([.. Frame(width: 64), .. Frame(width: 9999)]), out var header));
        Assert.Equal(64, header.Width);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(500)]
    public void TryRead_FillBytesBeforeMarkers_AreSkipped(int count)
    {
        var fill = Enumerable.Repeat((byte)0xFF, count).ToArray();

        Assert.True(JpegHeader.TryRead([.. Soi, .. fill, .. Segment(0xE1, 7, 7), .. fill, .. Frame()], out var header));
        Assert.Equal(480, header.Height);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0xD0)]
    [InlineData(0xD7)]
    public void TryRead_MarkerWithoutLength_IsSteppedOver(int marker) =>
        Assert.True(JpegHeader.TryRead([.. Soi, 0xFF, (byte)marker, 0xFF, (byte)marker, .. Frame()], out _));

    [Theory]
    [InlineData(0xDA)]
    [InlineData(0xD9)]
    [InlineData(0xD8)]
    [InlineData(0x00)]
    public void TryRead_MarkerThatCannotPrecedeAFrame_IsRefused(int marker) =>
        AssertRefused([.. Soi, .. Segment((byte)marker, 1, 2, 3, 4), .. Frame()]);

    [Fact]
    public void TryRead_BytesBetweenSegments_AreRefused() => AssertRefused([.. Soi, .. Segment(0xE0, 1), 0x42, .. Frame()]);

    [Fact]
    public void TryRead_FrameInsideAThumbnail_IsNotThePictures()
    {
        var thumbnail = Segment(0xE1, [.. Soi, .. Frame(width: 160, height: 120), .. Eoi]);

        Assert.True(JpegHeader.TryRead([.. Soi, .. thumbnail, .. Frame(width: 1024, height: 768)], out var header));
        Assert.Equal((1024, 768), (header.Width, header.Height));
    }

    [Theory]
    [InlineData(0, 480)]
    [InlineData(640, 0)] // a height that only a DNL marker would tell, behind the first scan
    [InlineData(0, 0)]
    public void TryRead_NoSize_IsRefused(int width, int height) => AssertRefused(UpTo(Frame(width: width, height: height)));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(255)]
    public void TryRead_OddNumberOfComponents_IsRefused(int components) => AssertRefused(UpTo(Frame(components: components)));

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(16)]
    public void TryRead_NotEightBits_IsRefused(int precision) => AssertRefused(UpTo(Frame(0xC1, precision: precision)));

    [Fact]
    public void Pixels_LargestPicture_DoesNotOverflow()
    {
        Assert.True(JpegHeader.TryRead(UpTo(Frame(width: 65_535, height: 65_535)), out var header));
        Assert.Equal(4_294_836_225, header.Pixels);
    }

    [Theory]
    [MemberData(nameof(NotJpegs))]
    public void TryRead_NoJpeg_IsRefused(byte[] bytes) => AssertRefused(bytes);

    public static TheoryData<byte[]> NotJpegs => new()
    {
        Array.Empty<byte>(),
        new byte[] { 0xFF },
        Soi,
        new byte[] { 0xFF, 0xD8, 0xFF },
        new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D }, // PNG
        new byte[] { 0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0 }, // GIF
        new byte[] { 0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50 }, // WebP
        Frame(), // no start of image
        (byte[])[0, .. Soi, .. Frame()],
        (byte[])[.. Soi, .. Eoi],
    };

    private static void AssertRefused(byte[] bytes)
    {
        Assert.False(JpegHeader.TryRead(bytes, out var header));
        Assert.Equal(default, header);
    }
}
