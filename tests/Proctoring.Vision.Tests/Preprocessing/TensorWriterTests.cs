using OpenCvSharp;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Preprocessing;
using Proctoring.Vision.Tests.Models;
using Proctoring.Vision.Tests.Pictures;

namespace Proctoring.Vision.Tests.Preprocessing;

public sealed class TensorWriterTests
{
    // Noise has steps of up to 255 between pixels: a position wrong by a hundredth of a pixel shows as 0.04.
    private const double Tolerance = 2e-3;

    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            (int, int)[] sizes =
                [(640, 480), (480, 640), (416, 416), (1280, 720), (100, 37), (37, 100), (1, 1), (1, 9), (415, 417), (3, 1000)];
            var shapes = new TheoryData<int, int, int>();
            foreach (var (width, height) in sizes)
            {
                shapes.Add(width, height, 1);
                shapes.Add(width, height, 3);
            }
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Write_AnyShape_EqualsTheSlowDefinition(int width, int height, int channels) =>
        AssertAsDefined(Noise.Of(width, height, channels), TestManifests.Input());

    [Theory]
    [InlineData("centre", "BGR", 0, 3)]
    [InlineData("start", "BGR", 114, 3)]
    [InlineData("centre", "RGB", 114, 3)]
    [InlineData("start", "RGB", 255, 3)]
    [InlineData("centre", "RGB", 114, 1)]
    [InlineData("start", "BGR", 114, 1)]
    [InlineData("stretch", "BGR", 0, 1)]
    [InlineData("stretch", "RGB", 0, 3)]
    public void Write_EverySetting_EqualsTheSlowDefinition(string align, string channels, float fill, int components)
    {
        AssertAsDefined(Noise.Of(320, 180, components), TestManifests.Input(416, 416, align, fill, channels));
        AssertAsDefined(Noise.Of(320, 180, components), TestManifests.Input(160, 320, align, fill, channels));
    }

    [Fact]
    public void Write_WidthsThatLeaveARestBehindTheVectors_EqualTheSlowDefinition()
    {
        for (var width = 1; width <= 35; width++)
        {
            AssertAsDefined(Noise.Of(width, 20, 1), TestManifests.Input(64, 32));
            AssertAsDefined(Noise.Of(width, 20, 3), TestManifests.Input(64, 32));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Write_PartOfALargerPicture_ReadsOnlyThatPart(int channels)
    {
        // Rows of a part do not follow each other in memory.
        using var whole = Noise.Of(300, 200, channels);
        AssertAsDefined(new Mat(whole, new Rect(13, 17, 101, 99)), TestManifests.Input());
    }

    [Fact]
    public void Write_Gray_FillsThreePlanesEachWithItsOwnNormalisation()
    {
        using var gray = new Mat(50, 50, MatType.CV_8UC1, new Scalar(200));
        var input = TestManifests.Input(64, 64);
        var tensor = new float[3 * 64 * 64];

        new TensorWriter(input).Write(gray, tensor);

        for (var plane = 0; plane < 3; plane++)
        {
            var expected = (200 - input.Mean[plane]) / input.Std[plane];
            Assert.All(tensor.Skip(plane * 64 * 64).Take(64 * 64), value => Assert.Equal(expected, value, 1e-4f));
        }
    }

    private static void AssertAsDefined(Mat pixels, ModelInput input)
    {
        using var _ = pixels;
        var tensor = new float[3 * input.Width * input.Height];
        Array.Fill(tensor, float.NaN); // whatever is not written stays visible

        new TensorWriter(input).Write(pixels, tensor);

        AssertClose(SlowLetterbox.Write(pixels, input), tensor);
    }

    internal static void AssertClose(double[] expected, float[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= Tolerance)) Assert.Fail($"Element {i} is {actual[i]}, not {expected[i]}.");
        }
    }
}
