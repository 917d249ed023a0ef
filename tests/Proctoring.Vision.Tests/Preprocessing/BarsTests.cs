using OpenCvSharp;
using Proctoring.Vision.Preprocessing;
using Proctoring.Vision.Tests.Models;
using Proctoring.Vision.Tests.Pictures;

namespace Proctoring.Vision.Tests.Preprocessing;

/// <summary>The bars beside the picture are painted once a shape, so what a frame of another shape left there must not stay.</summary>
public sealed class BarsTests
{
    [Theory]
    [InlineData("centre")]
    [InlineData("start")]
    public void Write_OneShapeAfterAnother_LeavesNothingOfTheEarlier(string align)
    {
        var input = TestManifests.Input(align: align, fill: 114);
        var writer = new TensorWriter(input);
        var tensor = new float[3 * 416 * 416];

        foreach (var (width, height) in ((int, int)[])[(640, 480), (480, 640), (416, 416), (640, 480), (640, 480), (100, 37), (200, 74), (640, 479)])
        {
            using var pixels = Noise.Of(width, height, 3);
            writer.Write(pixels, tensor);
            TensorWriterTests.AssertClose(SlowLetterbox.Write(pixels, input), tensor);
        }
    }

    [Fact]
    public void Write_GrayAfterColour_LeavesNoColour()
    {
        var input = TestManifests.Input();
        var writer = new TensorWriter(input);
        var tensor = new float[3 * 416 * 416];
        using var colour = Noise.Of(640, 480, 3);
        using var gray = Noise.Of(640, 480, 1);

        writer.Write(colour, tensor);
        writer.Write(gray, tensor);

        TensorWriterTests.AssertClose(SlowLetterbox.Write(gray, input), tensor);
    }

    [Theory]
    [InlineData("centre", 52, 364)]
    [InlineData("start", 0, 312)]
    public void Write_LandscapePicture_BarsHoldTheNormalisedFill(string align, int first, int end)
    {
        var input = TestManifests.Input(align: align, fill: 114);
        var tensor = new float[3 * 416 * 416];
        using var white = new Mat(480, 640, MatType.CV_8UC1, Scalar.White);

        var box = new TensorWriter(input).Write(white, tensor);

        Assert.Equal((0, first, 416, end - first), (box.Left, box.Top, box.Width, box.Height));
        for (var plane = 0; plane < 3; plane++)
        {
            var (bar, picture) = ((114 - input.Mean[plane]) / input.Std[plane], (255 - input.Mean[plane]) / input.Std[plane]);
            for (var y = 0; y < 416; y++)
                Assert.Equal(y >= first && y < end ? picture : bar, tensor[(plane * 416 + y) * 416 + 200], 1e-4f);
        }
    }
}
