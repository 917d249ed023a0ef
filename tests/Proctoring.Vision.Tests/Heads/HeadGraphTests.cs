using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Heads;

/// <summary>Every head, from the JPEG through ONNX Runtime to detections.</summary>
public sealed class HeadGraphTests
{
    private const int Level = 204;

    public static TheoryData<string> Names => [.. HeadGraph.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Analyze_EveryHead_SeesTheObjectsWhereTheyAre(string name)
    {
        var head = HeadGraph.All[name];
        using var detector = TinyModel.Load(new TinyGraph(), head, manifest => manifest["scoreThreshold"] = 0.3);

        using var frame = await AnalyzeAsync(detector, 32, 32);

        AssertObjects(head, detector, frame, scaleX: 1, scaleY: 1, top: 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Analyze_EveryHeadInHalfPrecision_SeesTheObjectsWhereTheyAre(string name)
    {
        var head = HeadGraph.All[name];
        using var detector = TinyModel.Load(
            new TinyGraph { InputType = OnnxType.Half, OutputType = OnnxType.Half }, head, manifest => manifest["scoreThreshold"] = 0.3);

        using var frame = await AnalyzeAsync(detector, 32, 32);

        AssertObjects(head, detector, frame, scaleX: 1, scaleY: 1, top: 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Analyze_Letterboxed_BoxesAreInPixelsOfThePicture(string name)
    {
        var head = HeadGraph.All[name];
        using var detector = TinyModel.Load(
            new TinyGraph(), head, manifest => (manifest["scoreThreshold"], manifest["input"]!["letterbox"]!["fill"]) = (0.3, Level));

        using var frame = await AnalyzeAsync(detector, 64, 48); // half the scale, bars of 4 pixels above and below

        AssertObjects(head, detector, frame, scaleX: 2, scaleY: 2, top: 4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Analyze_Stretched_EachAxisHasItsOwnScale(string name)
    {
        var head = HeadGraph.All[name];
        using var detector = TinyModel.Load(
            new TinyGraph(), head, manifest => (manifest["scoreThreshold"], manifest["input"]!["letterbox"]!["align"]) = (0.3, "stretch"));

        using var frame = await AnalyzeAsync(detector, 96, 64);

        AssertObjects(head, detector, frame, scaleX: 3, scaleY: 2, top: 0);
    }

    [Theory]
    [InlineData("yolox, decoded", 1)]
    [InlineData("yolo", 1)]
    [InlineData("yolo-nms", 5)]
    [InlineData("detr", 5)]
    [InlineData("detr, two outputs", 5)]
    public async Task Analyze_SameBoxInEveryCell_IsSuppressedUnlessTheModelHasChosen(string name, int kept)
    {
        using var detector = TinyModel.Load(
            new TinyGraph(), Crowd(HeadGraph.All[name]), manifest => (manifest["scoreThreshold"], manifest["nms"]!["maxDetections"]) = (0.01, 5));
        using var turn = await detector.EnterAsync(CancellationToken.None);
        using var slope = new Mat(32, 32, MatType.CV_8UC1);
        for (var x = 0; x < 32; x++) Cv2.Line(slope, new Point(x, 0), new Point(x, 31), new Scalar(100 + 4 * x));

        using var frame = turn.Analyze(Scene.Encode(slope, quality: 100), AnalysisRequest.Proctoring);

        Assert.Equal(kept, frame.Detections.Count);
        Assert.Equal(frame.Detections.OrderByDescending(d => d.Score), frame.Detections);
        Assert.Equal((float)HeadGraph.All[name].Score((100 + 4 * 27.5) / 255), frame.Detections[0].Score, 0.01f); // a cell on the right
    }

    /// <summary>Every cell sees what the first object's cell does.</summary>
    private static HeadGraph Crowd(HeadGraph head)
    {
        var cell = HeadGraph.Objects[0].Cell;
        return head with
        {
            Outputs = [.. head.Outputs.Select(output => output with
            {
                Channels = [.. output.Channels.Select(channel => channel with
                {
                    Constants = [.. channel.Constants.Select(_ => channel.Constants[cell])],
                    Gains = [.. channel.Constants.Select(_ => channel.Gains?[cell] ?? 0)],
                })],
            })],
        };
    }

    private static void AssertObjects(HeadGraph head, Detector detector, AnalyzedFrame frame, float scaleX, float scaleY, int top)
    {
        var score = (float)head.Score(Level / 255.0);
        var expected = HeadGraph.Objects.Select(o => new Detection(detector.Manifest.Classes[o.Class], score, new Box(
            o.Box.X0 * scaleX, Math.Clamp((o.Box.Y0 - top) * scaleY, 0, frame.Height), o.Box.X1 * scaleX, Math.Clamp((o.Box.Y1 - top) * scaleY, 0, frame.Height))));
        Detections.AssertSame([.. expected.OrderBy(d => d.Label)], [.. frame.Detections.OrderBy(d => d.Label)], score: 0.01f, pixels: 0.05f);
    }

    private static async Task<AnalyzedFrame> AnalyzeAsync(Detector detector, int width, int height)
    {
        using var turn = await detector.EnterAsync(CancellationToken.None);
        using var flat = new Mat(height, width, MatType.CV_8UC1, new Scalar(Level));
        return turn.Analyze(Scene.Encode(flat, quality: 100), AnalysisRequest.Proctoring);
    }
}
