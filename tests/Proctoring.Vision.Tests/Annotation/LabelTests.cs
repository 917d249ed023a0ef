using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Vision.Annotation;

namespace Proctoring.Vision.Tests.Annotation;

/// <summary>A label that is cut off at the border tells the candidate nothing.</summary>
public sealed class LabelTests
{
    private static readonly Annotator Annotator = new([Labels.CellPhone], quality: 100);
    private static readonly Rect Whole = LabelAt(320, 240);

    [Fact]
    public void Annotate_InTheMiddle_LabelStandsOnTheBoxesUpperEdge()
    {
        Assert.InRange(Whole.Width, 90, 160);
        Assert.InRange(Whole.Height, 14, 30);
        Assert.InRange(Whole.Left, 316, 322);
        Assert.InRange(Whole.Bottom, 238, 244);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(638, 0)]
    [InlineData(0, 478)]
    [InlineData(638, 478)]
    [InlineData(320, 0)]
    [InlineData(320, 3)]
    [InlineData(320, 12)]
    [InlineData(600, 240)]
    [InlineData(0, 240)]
    public void Annotate_AtTheBorder_LabelStaysWhole(int x, int y)
    {
        var label = LabelAt(x, y);

        Assert.InRange(label.Width, Whole.Width - 2, Whole.Width + 4);
        Assert.InRange(label.Height, Whole.Height - 4, Whole.Height + 4); // a few rows more or less of the box below
    }

    /// <summary>The bounds of everything drawn around a box of one pixel: its label.</summary>
    private static Rect LabelAt(int x, int y)
    {
        using var gray = new Mat(480, 640, MatType.CV_8UC1, new Scalar(128));
        using var jpeg = Annotator.Annotate(gray, [new Detection(Labels.CellPhone, 0.61f, new Box(x, y, x + 1, y + 1))]);
        using var picture = Cv2.ImDecode(jpeg.Span, ImreadModes.Color);
        using var plain = new Mat(picture.Size(), MatType.CV_8UC3, new Scalar(128, 128, 128));
        using var difference = new Mat();
        Cv2.Absdiff(picture, plain, difference);
        using var drawn = new Mat();
        Cv2.CvtColor(difference, drawn, ColorConversionCodes.BGR2GRAY);
        Cv2.Threshold(drawn, drawn, 20, 255, ThresholdTypes.Binary);
        return Cv2.BoundingRect(drawn);
    }
}
