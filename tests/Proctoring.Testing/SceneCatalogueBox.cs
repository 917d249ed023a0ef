using OpenCvSharp;

namespace Proctoring.Testing;

/// <summary>Where a drawn phone's pixels are. Measured on a drawing, so that it holds whatever a phone is drawn like.</summary>
public static class SceneCatalogueBox
{
    private const int Margin = 4;

    /// <summary>The smallest rectangle, in pixels of the scene, around the whole phone, the hand's share included.</summary>
    public static Rect Of(Phone phone)
    {
        using var dark = new Mat(Scene.Height, Scene.Width, MatType.CV_8UC3, Scalar.Black);
        PhoneDrawing.Draw(dark, phone);
        using var gray = new Mat();
        Cv2.CvtColor(dark, gray, ColorConversionCodes.BGR2GRAY);
        return Cv2.BoundingRect(gray);
    }

    /// <summary>A phone somewhere in the scene, all of it in view.</summary>
    internal static Phone Place(Random random, double width, double angle, double covered)
    {
        var middle = new Phone(Scene.Width / 2, Scene.Height / 2, width, angle, covered);
        var size = Of(middle).Size;
        return middle with
        {
            X = Between(random, size.Width / 2 + Margin, Scene.Width - size.Width / 2 - Margin),
            Y = Between(random, size.Height / 2 + Margin, Scene.Height - size.Height / 2 - Margin),
        };
    }

    private static int Between(Random random, int from, int to) => random.Next(from, Math.Max(from, to) + 1);
}
