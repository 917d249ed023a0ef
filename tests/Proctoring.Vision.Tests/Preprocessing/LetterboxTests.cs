using Proctoring.Contracts;
using Proctoring.Vision.Preprocessing;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Preprocessing;

public sealed class LetterboxTests
{
    [Theory]
    [InlineData(640, 480, "centre", 0, 52, 416, 312)]
    [InlineData(480, 640, "centre", 52, 0, 312, 416)]
    [InlineData(640, 480, "start", 0, 0, 416, 312)]
    [InlineData(416, 416, "centre", 0, 0, 416, 416)]
    [InlineData(1, 1, "centre", 0, 0, 416, 416)]
    [InlineData(65_535, 1, "centre", 0, 207, 416, 1)] // never less than a row
    [InlineData(1, 65_535, "start", 0, 0, 1, 416)]
    [InlineData(640, 480, "stretch", 0, 0, 416, 416)]
    [InlineData(1, 1, "stretch", 0, 0, 416, 416)]
    [InlineData(65_535, 1, "stretch", 0, 0, 416, 416)]
    public void Fit_AnyShape_KeepsTheAspectUnlessStretchedAndStaysInside(int sourceWidth, int sourceHeight, string align, int left, int top, int width, int height)
    {
        var box = Letterbox.Fit(sourceWidth, sourceHeight, TestManifests.Input(align: align));

        Assert.Equal((left, top, width, height), (box.Left, box.Top, box.Width, box.Height));
    }

    [Theory]
    [InlineData(640, 480, "centre")]
    [InlineData(480, 640, "centre")]
    [InlineData(1280, 720, "start")]
    [InlineData(100, 37, "centre")]
    [InlineData(1, 1, "centre")]
    public void ToPicture_OfAPlaceInTheInput_IsThePlaceInThePicture(int width, int height, string align)
    {
        var box = Letterbox.Fit(width, height, TestManifests.Input(align: align));
        var inPicture = new Box(0.1f * width, 0.2f * height, 0.7f * width, 0.9f * height);
        var scale = 416f / Math.Max(width, height);
        var inInput = new Box(
            inPicture.X0 * scale + box.Left, inPicture.Y0 * scale + box.Top, inPicture.X1 * scale + box.Left, inPicture.Y1 * scale + box.Top);

        AssertClose(inPicture, box.ToPicture(inInput));
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(100, 1000)]
    public void ToPicture_Stretched_EachAxisHasItsOwnScale(int width, int height)
    {
        var box = Letterbox.Fit(width, height, TestManifests.Input(320, 160, "stretch"));

        AssertClose(new Box(0.25f * width, 0.25f * height, 0.5f * width, height), box.ToPicture(new Box(80, 40, 160, 160)));
        AssertClose(new Box(0, 0, width, height), box.ToPicture(new Box(-1, -1, 321, 161)));
    }

    [Fact]
    public void ToPicture_BeyondThePicture_IsClippedToIt()
    {
        var box = Letterbox.Fit(640, 480, TestManifests.Input());

        Assert.Equal(new Box(0, 0, 640, 480), box.ToPicture(new Box(-50, -50, 500, 500)));
        Assert.Equal(new Box(0, 0, 640, 0), box.ToPicture(new Box(0, 0, 416, 52))); // the upper bar
        Assert.Equal(new Box(0, 480, 640, 480), box.ToPicture(new Box(0, 364, 416, 416))); // the lower one
    }

    [Fact]
    public void ToPicture_WholePicture_ReachesItsEdges() =>
        AssertClose(new Box(0, 0, 640, 480), Letterbox.Fit(640, 480, TestManifests.Input()).ToPicture(new Box(0, 52, 416, 364)));

    private static void AssertClose(Box expected, Box actual)
    {
        Assert.Equal(expected.X0, actual.X0, 0.01f);
        Assert.Equal(expected.Y0, actual.Y0, 0.01f);
        Assert.Equal(expected.X1, actual.X1, 0.01f);
        Assert.Equal(expected.Y1, actual.Y1, 0.01f);
    }
}
