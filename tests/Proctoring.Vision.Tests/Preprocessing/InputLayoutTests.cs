using System.Runtime.InteropServices;
using OpenCvSharp;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Preprocessing;
using Proctoring.Vision.Tests.Models;
using Proctoring.Vision.Tests.Pictures;

namespace Proctoring.Vision.Tests.Preprocessing;

/// <summary>Every layout and type a manifest may name, against the slow definition.</summary>
public sealed class InputLayoutTests
{
    public static TheoryData<string, string, string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, int>();
            foreach (var layout in (string[])["NCHW", "NHWC"])
            {
                foreach (var type in (string[])["float", "half", "uint8"])
                {
                    foreach (var align in (string[])["centre", "start", "stretch"])
                    {
                        cases.Add(layout, type, align, 1);
                        cases.Add(layout, type, align, 3);
                    }
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_OneShapeAfterAnother_EqualsTheSlowDefinition(string layout, string type, string align, int components)
    {
        foreach (var channels in (string[])["BGR", "RGB"])
        {
            var input = TestManifests.Input(64, 32, align, fill: 114, channels, layout, type);
            var writer = new TensorWriter(input);
            var tensor = new byte[3 * 64 * 32 * SizeOf(type)];
            tensor.AsSpan().Fill(0xFF); // whatever is not written is no number, or white
            foreach (var (width, height) in ((int, int)[])[(64, 32), (100, 37), (31, 90), (31, 90), (7, 3)])
            {
                using var pixels = Noise.Of(width, height, components);
                writer.Write(pixels, tensor);
                AssertAsDefined(SlowLetterbox.Write(pixels, input), tensor, type);
            }
        }
    }

    [Fact]
    public void Write_BytesOfAPlainPicture_AreItsBytes()
    {
        var input = TestManifests.Input(64, 32, align: "stretch", layout: "NHWC", type: "uint8");
        using var pixels = Noise.Of(64, 32, 3);
        Assert.True(pixels.GetArray(out Vec3b[] expected));
        var tensor = new byte[3 * 64 * 32];

        new TensorWriter(input).Write(pixels, tensor);

        Assert.Equal(MemoryMarshal.AsBytes(expected.AsSpan()).ToArray(), tensor);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void Write_BytesAtTheEdge_DoNotWrapAround(byte level)
    {
        using var flat = new Mat(37, 101, MatType.CV_8UC1, new Scalar(level));
        var tensor = new byte[3 * 416 * 416];

        new TensorWriter(TestManifests.Input(align: "stretch", type: "uint8")).Write(flat, tensor);

        Assert.All(tensor, value => Assert.Equal(level, value));
    }

    private static int SizeOf(string type) => type switch { "half" => 2, "uint8" => 1, _ => 4 };

    private static void AssertAsDefined(double[] expected, byte[] tensor, string type)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var (actual, tolerance) = type switch
            {
                "half" => ((double)MemoryMarshal.Cast<byte, Half>(tensor)[i], 2e-3), // half has steps of 2⁻⁹ below 4
                "uint8" => (tensor[i], 0.5 + 1e-3),
                _ => (MemoryMarshal.Cast<byte, float>(tensor)[i], 1e-4),
            };
            if (!(Math.Abs(expected[i] - actual) <= tolerance)) Assert.Fail($"Element {i} is {actual}, not {expected[i]}.");
        }
    }
}
