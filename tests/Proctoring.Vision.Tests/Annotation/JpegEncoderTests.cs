using OpenCvSharp;
using Proctoring.Testing;
using Proctoring.Vision.Annotation;

namespace Proctoring.Vision.Tests.Annotation;

public sealed class JpegEncoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(100)]
    public void Encode_Colour_EqualsOpenCvsOwnEncoder(int quality)
    {
        using var scene = Scene.Draw(Scene.HeldUp);
        using var jpeg = JpegEncoder.Encode(scene, quality);

        Assert.Equal(Scene.Encode(scene, quality), jpeg.Span.ToArray());
    }

    [Fact]
    public void Encode_PartOfALargerPicture_IsThatPart()
    {
        using var scene = Scene.Draw();
        using var part = new Mat(scene, new Rect(33, 21, 101, 77));
        using var jpeg = JpegEncoder.Encode(part, 60);
        using var copy = part.Clone();

        Assert.Equal(Scene.Encode(copy, 60), jpeg.Span.ToArray());
    }
}
