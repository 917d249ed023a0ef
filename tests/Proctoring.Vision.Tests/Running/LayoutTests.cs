using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Tests.Models;
using Proctoring.Vision.Tests.Providers;

namespace Proctoring.Vision.Tests.Running;

/// <summary>Whatever layout and numbers a model takes, it sees each colour of the picture where it is.</summary>
public sealed class LayoutTests
{
    private const int Block = 16; // a JPEG's own block of colour: what lies beside it does not shine through

    // By row and column: blue, green, red.
    private static readonly Scalar[,] Colours =
    {
        { new(230, 60, 120), new(40, 200, 90) },
        { new(90, 110, 250), new(160, 160, 30) },
    };

    public static TheoryData<string, OnnxType, OnnxType, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, OnnxType, OnnxType, string>();
            foreach (var layout in (string[])["NCHW", "NHWC"])
            {
                foreach (var type in (OnnxType[])[OnnxType.Float, OnnxType.Half, OnnxType.UInt8])
                {
                    cases.Add(layout, type, OnnxType.Float, "BGR");
                    cases.Add(layout, type, OnnxType.Half, "RGB");
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Analyze_EveryLayoutAndType_SeesEachColourInItsPlace(string layout, OnnxType inputType, OnnxType outputType, string channels) =>
        AssertSeenAsync(
            new TinyGraph { Layout = layout, InputType = inputType, OutputType = outputType, Strides = [Block] }, channels, new DetectorOptions { Providers = { "CPU" } });

    [OpenVinoFact]
    public async Task Analyze_EveryTypeOnOpenVino_SeesEachColourInItsPlace()
    {
        foreach (var type in (OnnxType[])[OnnxType.Half, OnnxType.UInt8])
        {
            var options = new DetectorOptions { Providers = { "OpenVINO" }, OpenVino = { Library = OpenVinoPlugin.Library } };
            await AssertSeenAsync(new TinyGraph { Layout = "NHWC", InputType = type, OutputType = OnnxType.Half, Batch = 2, Strides = [Block] }, "BGR", options);
        }
    }

    private static async Task AssertSeenAsync(TinyGraph graph, string channels, DetectorOptions options)
    {
        using var detector = TinyModel.Load(graph, Map(), manifest => (manifest["input"]!["channels"], manifest["scoreThreshold"]) = (channels, 0.01), options);
        using var turn = await detector.EnterAsync(CancellationToken.None);

        using var frame = turn.Analyze(Picture(), new AnalysisRequest());

        for (var plane = 0; plane < 3; plane++)
        {
            var label = detector.Manifest.Classes[plane];
            for (var cell = 0; cell < 4; cell++)
            {
                var seen = Assert.Single(frame.Detections, d => d.Label == label && d.Box == BoxOf(cell));
                Assert.Equal(Colours[cell / 2, cell % 2][channels == "BGR" ? plane : 2 - plane] / 255, seen.Score, 0.03);
            }
        }
        Assert.Equal(12, frame.Detections.Count);
    }

    /// <summary>A YOLO of four cells, each a box of its own; a class's score is the mean of its plane.</summary>
    private static HeadGraph Map() => new(
        $$"""{ "kind": "yolo", "output": "map", "strides": [{{Block}}] }""", bright => bright,
        new TinyOutput("map", CellsFirst: false,
            new([8, 24, 8, 24]), new([8, 8, 24, 24]), new([16, 16, 16, 16]), new([16, 16, 16, 16]),
            new(new float[4], [1, 1, 1, 1], Plane: 0), new(new float[4], [1, 1, 1, 1], Plane: 1), new(new float[4], [1, 1, 1, 1], Plane: 2)));

    private static Box BoxOf(int cell) => new(cell % 2 * Block, cell / 2 * Block, cell % 2 * Block + Block, cell / 2 * Block + Block);

    private static byte[] Picture()
    {
        using var picture = new Mat(2 * Block, 2 * Block, MatType.CV_8UC3);
        for (var cell = 0; cell < 4; cell++) Cv2.Rectangle(picture, new Rect(cell % 2 * Block, cell / 2 * Block, Block, Block), Colours[cell / 2, cell % 2], -1);
        return Scene.Encode(picture, quality: 100);
    }
}
