using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Vision.Annotation;

namespace Proctoring.Vision.Tests.Annotation;

public sealed class AnnotatorTests
{
    private static readonly Annotator Annotator = new([Labels.CellPhone, "book"], quality: 100);
    private static readonly Box Place = new(200, 150, 400, 350);

    [Fact]
    public void Annotate_GrayWithoutAnythingWatched_StaysGray()
    {
        using var picture = Annotate(Gray(), out var components, At("person", Place));

        Assert.Equal(1, components);
        AssertUntouched(picture, new Rect(0, 0, 640, 480));
    }

    [Fact]
    public void Annotate_GrayWithAPhone_IsColourWithItsBox()
    {
        using var picture = Annotate(Gray(), out var components, At(Labels.CellPhone, Place));

        Assert.Equal(3, components);
        foreach (var (x, y) in ((int, int)[])[(200, 250), (400, 250), (300, 150), (300, 350), (200, 150), (400, 350)]) // sides, then corners
            AssertRed(picture.At<Vec3b>(y, x), x, y);
        AssertUntouched(picture, new Rect(210, 160, 180, 180)); // inside
        AssertUntouched(picture, new Rect(0, 360, 640, 120)); // below
        AssertUntouched(picture, new Rect(410, 0, 230, 480)); // to the right
    }

    [Fact]
    public void Annotate_Colour_StaysColourAndKeepsThePicture()
    {
        using var green = new Mat(480, 640, MatType.CV_8UC3, new Scalar(40, 160, 60));
        using var picture = Annotate(green, out var components);

        Assert.Equal(3, components);
        Assert.InRange(picture.At<Vec3b>(200, 200)[1], 155, 165);
    }

    [Fact]
    public void Annotate_WatchedAndUnwatched_DrawsOnlyTheWatched()
    {
        using var picture = Annotate(Gray(), out _, At("person", new Box(20, 20, 150, 450)), At("book", new Box(300, 200, 400, 300)));

        AssertUntouched(picture, new Rect(0, 0, 200, 480));
        var edge = picture.At<Vec3b>(250, 300);
        Assert.True(edge[0] > edge[2] + 60, $"The book's box is {edge}, not blue."); // red is for phones alone
    }

    [Fact]
    public void Annotate_SeveralPhones_DrawsEach()
    {
        using var picture = Annotate(Gray(), out _, At(Labels.CellPhone, Place), At(Labels.CellPhone, new Box(450, 150, 600, 350)));

        AssertRed(picture.At<Vec3b>(250, 200), 200, 250);
        AssertRed(picture.At<Vec3b>(250, 600), 600, 250);
    }

    [Fact]
    public void Annotate_LargePicture_DrawsThickerLines()
    {
        using var small = Annotate(Gray(), out _, At(Labels.CellPhone, Place));
        using var large = Annotate(new Mat(960, 1920, MatType.CV_8UC1, new Scalar(128)), out _, At(Labels.CellPhone, Place));

        Assert.InRange(LineWidth(large, Place), LineWidth(small, Place) + 2, 12);
    }

    [Theory]
    [InlineData(0, 0, 640, 480)]
    [InlineData(640, 480, 640, 480)] // clipped to nothing in a corner
    [InlineData(0, 480, 0, 480)]
    [InlineData(-5000, -5000, 5000, 5000)]
    public void Annotate_BoxAtTheBorder_IsDrawnWithoutComplaint(float x0, float y0, float x1, float y1)
    {
        using var picture = Annotate(Gray(), out _, At(Labels.CellPhone, new Box(x0, y0, x1, y1)));

        Assert.Equal(new Size(640, 480), picture.Size());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 8)]
    public void Annotate_PictureSmallerThanTheLabel_IsDrawnWithoutComplaint(int width, int height)
    {
        var pixels = new Mat(height, width, MatType.CV_8UC1, new Scalar(128));

        using var picture = Annotate(pixels, out _, At(Labels.CellPhone, new Box(0, 0, width, height)));

        Assert.Equal(new Size(width, height), picture.Size());
    }

    private static Mat Gray() => new(480, 640, MatType.CV_8UC1, new Scalar(128));

    private static Detection At(string label, Box box) => new(label, 0.61f, box);

    private static Mat Annotate(Mat pixels, out int components, params Detection[] detections)
    {
        using var _ = pixels;
        using var jpeg = Annotator.Annotate(pixels, detections);
        Assert.True(JpegHeader.TryRead(jpeg.Span, out var header));
        components = header.Components;
        return Cv2.ImDecode(jpeg.Span, ImreadModes.Color);
    }

    private static int LineWidth(Mat picture, Box box) =>
        Enumerable.Range((int)box.X0 - 20, 40).Count(x => picture.At<Vec3b>((int)(box.Y0 + box.Y1) / 2, x) is var p && p[2] > p[0] + 40);

    // Colour is stored at half the resolution, so a line of two pixels is paler than it was drawn.
    private static void AssertRed(Vec3b pixel, int x, int y) => Assert.True(pixel[2] > pixel[0] + 60, $"({x}, {y}) is {pixel}, not red.");

    private static void AssertUntouched(Mat picture, Rect where)
    {
        using var part = new Mat(picture, where);
        using var gray = new Mat(part.Size(), MatType.CV_8UC3, new Scalar(128, 128, 128));
        Assert.InRange(Cv2.Norm(part, gray, NormTypes.INF), 0, 4);
    }
}
