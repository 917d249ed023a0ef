using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Decoding;
using Proctoring.Vision.Tests.Pictures;

namespace Proctoring.Vision.Tests.Decoding;

public sealed class JpegDecoderTests
{
    private static readonly Scalar Orange = new(30, 120, 240); // BGR

    [Theory]
    [InlineData(3, false, 3)]
    [InlineData(3, true, 1)]
    [InlineData(1, false, 3)]
    [InlineData(1, true, 1)]
    public void Decode_AnyJpeg_GivesTheChannelsAskedFor(int components, bool gray, int channels)
    {
        using var pixels = Decode(Scene.Jpeg(components: components), gray);

        Assert.Equal(MatType.CV_8UC(channels), pixels!.Type());
        Assert.Equal(new Size(640, 480), pixels.Size());
    }

    [Fact]
    public void Decode_Colour_IsBlueGreenRed()
    {
        using var drawn = new Mat(64, 64, MatType.CV_8UC3, Orange);
        using var pixels = Decode(Scene.Encode(drawn, 95), gray: false);

        var pixel = pixels!.At<Vec3b>(30, 30);
        for (var channel = 0; channel < 3; channel++) Assert.InRange(pixel[channel], Orange[channel] - 4, Orange[channel] + 4);
    }

    [Fact]
    public void Decode_GrayOfAColourJpeg_IsItsLuma()
    {
        using var drawn = new Mat(64, 64, MatType.CV_8UC3, Orange);
        using var pixels = Decode(Scene.Encode(drawn, 95), gray: true);

        Assert.InRange(pixels!.At<byte>(30, 30), 142, 150); // 0.114 × 30 + 0.587 × 120 + 0.299 × 240 = 145.6
    }

    [Theory]
    [InlineData(640, 481)]
    [InlineData(641, 480)]
    [InlineData(480, 640)]
    [InlineData(320, 240)]
    public void Decode_OtherSizeThanTheHeaderSaid_IsRefused(int width, int height) =>
        Assert.Null(JpegDecoder.Decode(Scene.Jpeg(), new JpegHeader(width, height, 1, false), gray: true));

    [Fact]
    public void Decode_MorePixelsThanOpenCvEverTakes_IsRefusedWithoutAnException() =>
        Assert.Null(Decode(JpegParts.WithSize(Scene.Jpeg(), 40_000, 40_000), gray: true));

    [Fact]
    public void Decode_Exif_IsIgnored()
    {
        using var scene = Scene.Draw();
        var jpeg = Scene.Encode(scene);
        for (byte orientation = 1; orientation <= 8; orientation++)
        {
            var turned = JpegParts.WithOrientation(jpeg, orientation);
            foreach (var gray in (bool[])[true, false])
            {
                using var plain = Decode(jpeg, gray)!;
                using var pixels = Decode(turned, gray)!;
                Assert.Equal(0, Cv2.Norm(plain, pixels, NormTypes.INF));
            }
        }
    }

    [Fact]
    public void Decode_ExifOfTheTestAbove_WouldTurnThePictureElsewhere()
    {
        using var scene = Scene.Draw();
        using var turned = Cv2.ImDecode(JpegParts.WithOrientation(Scene.Encode(scene), 6), ImreadModes.Color);

        Assert.Equal(new Size(480, 640), turned.Size());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decode_FourComponents_GivesTheChannelsAskedFor(bool gray)
    {
        using var pixels = Decode(JpegParts.FourComponents(), gray);

        Assert.Equal(MatType.CV_8UC(gray ? 1 : 3), pixels!.Type());
        Assert.Equal(new Size(16, 16), pixels.Size());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(4_094, true)]
    [InlineData(4_095, false)] // the end marker is out of sight
    public void Decode_PaddingBehindTheEnd_IsForgivenUpToABlock(int padding, bool decoded)
    {
        using var pixels = Decode([.. Scene.Jpeg(), .. new byte[padding]], gray: true);

        Assert.Equal(decoded, pixels is not null);
    }

    private static Mat? Decode(byte[] jpeg, bool gray)
    {
        Assert.True(JpegHeader.TryRead(jpeg, out var header));
        return JpegDecoder.Decode(jpeg, header, gray);
    }
}
