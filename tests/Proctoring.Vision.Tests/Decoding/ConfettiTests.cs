using OpenCvSharp;
using Proctoring.Testing;
using Proctoring.Vision.Tests.Pictures;

namespace Proctoring.Vision.Tests.Decoding;

/// <summary>The measure the corruption tests trust: it must see a leak, and see none where there is none.</summary>
public sealed class ConfettiTests
{
    [Fact]
    public void Resemblance_OfTheConfettiItself_IsHighEvenAfterTwoEncodings()
    {
        using var decoded = Cv2.ImDecode(Confetti.Jpeg(3), ImreadModes.Grayscale);
        using var again = Cv2.ImDecode(Scene.Encode(decoded), ImreadModes.Grayscale);

        Assert.InRange(Similar(again), 0.9, 1);
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(100, 16)]
    [InlineData(224, 16)]
    [InlineData(120, 120)]
    public void Resemblance_OfAFewRowsOfIt_IsHigh(int first, int rows)
    {
        using var scene = Victim();
        using var confetti = Cv2.ImDecode(Confetti.Jpeg(1), ImreadModes.Grayscale);
        confetti[new Rect(0, first, Confetti.Width, rows)].CopyTo(scene[new Rect(0, first, Confetti.Width, rows)]);

        Assert.InRange(Similar(scene), 0.9, 1);
    }

    [Fact]
    public void Resemblance_OfAnotherPicture_IsLow()
    {
        using var scene = Victim();
        using var noise = Noise.Of(Confetti.Width, Confetti.Height, 1);

        Assert.InRange(Similar(scene), -1, 0.4);
        Assert.InRange(Similar(noise), -1, 0.4);
    }

    private static Mat Victim()
    {
        using var scene = Scene.Draw();
        using var small = scene.Resize(new Size(Confetti.Width, Confetti.Height));
        return small.CvtColor(ColorConversionCodes.BGR2GRAY);
    }

    private static double Similar(Mat gray)
    {
        Assert.True(gray.GetArray(out byte[] pixels));
        return Confetti.Resemblance(pixels);
    }
}
