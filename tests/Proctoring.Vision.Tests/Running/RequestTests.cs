using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Running;

/// <summary>What a request and a manifest change, seen through a model that reports the colours it was shown.</summary>
public sealed class RequestTests
{
    // Blue, green, red of a picture of one colour, and its luma.
    private const float Blue = 240, Green = 130, Red = 180, Luma = 157.5f;

    public static TheoryData<string, string, bool, float[]> Cases => new()
    {
        { "BGR", "any", false, [Blue, Green, Red] },
        { "RGB", "any", false, [Red, Green, Blue] },
        { "BGR", "any", true, [Luma, Luma, Luma] },
        { "BGR", "gray", false, [Luma, Luma, Luma] }, // a model trained on gray gets gray whatever is asked
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Analyze_Colour_ReachesTheModelAsTheManifestSays(string channels, string colour, bool gray, float[] planes)
    {
        using var detector = TinyModel.Load(manifest =>
        {
            manifest["input"]!["channels"] = channels;
            manifest["input"]!["colour"] = colour;
        });

        using var frame = await AnalyzeAsync(detector, new AnalysisRequest { Gray = gray, ScoreFloor = 0.1f });

        for (var plane = 0; plane < 3; plane++)
        {
            var label = detector.Manifest.Classes[plane];
            var scores = frame.Detections.Where(d => d.Label == label).Select(d => d.Score).ToArray();
            Assert.Equal(16, scores.Length);
            Assert.All(scores, score => Assert.Equal(planes[plane] / 255, score, 0.01f));
        }
    }

    [Theory]
    [InlineData(null, 0.5, 3)] // 0.94, 0.51, 0.71
    [InlineData(null, 0.6, 2)]
    [InlineData(0.9f, 0.6, 1)]
    [InlineData(0.1f, 0.6, 3)]
    public async Task Analyze_ScoreFloor_IsTheRequestsElseTheManifests(float? requested, double manifests, int classes)
    {
        using var detector = TinyModel.Load(manifest => manifest["scoreThreshold"] = manifests);

        using var frame = await AnalyzeAsync(detector, new AnalysisRequest { ScoreFloor = requested });

        Assert.Equal(classes, frame.Detections.Select(d => d.Label).Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Analyze_Picture_IsMadeWhenAskedFor(bool annotate)
    {
        using var detector = TinyModel.Load();

        using var frame = await AnalyzeAsync(detector, new AnalysisRequest { Picture = new PictureWish(annotate, null) });

        Assert.Equal(annotate, frame.Picture is not null);
    }

    [Theory]
    [InlineData("centre", 8)]
    [InlineData("start", 0)]
    public async Task Analyze_BrightQuarter_IsFoundWhereItIsInThePicture(string align, int top)
    {
        using var detector = TinyModel.Load(manifest => manifest["input"]!["letterbox"]!["align"] = align);
        using var turn = await detector.EnterAsync(CancellationToken.None);
        using var drawn = new Mat(32, 64, MatType.CV_8UC1, Scalar.Black); // half the model's scale, with bars of `top` pixels in it
        Cv2.Rectangle(drawn, new Rect(32, 16, 32, 16), Scalar.White, -1);

        using var frame = turn.Analyze(Scene.Encode(drawn, 95), AnalysisRequest.Proctoring);

        Assert.Equal(0, top % TinyModel.Cell);
        Assert.Equal(
            [new Box(32, 16, 48, 32), new Box(48, 16, 64, 32)],
            frame.Detections.Where(d => d.Label == "first").Select(d => d.Box).OrderBy(b => b.X0));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(1, 900)]
    [InlineData(2000, 1)]
    [InlineData(1920, 1080)]
    public async Task Analyze_AnySize_IsAnalysedAndBoxesStayInside(int width, int height)
    {
        using var detector = TinyModel.Load();
        using var turn = await detector.EnterAsync(CancellationToken.None);
        using var white = new Mat(height, width, MatType.CV_8UC3, Scalar.White);

        using var frame = turn.Analyze(Scene.Encode(white), AnalysisRequest.Proctoring);

        Assert.Equal((null, width, height), (frame.Failure, frame.Width, frame.Height));
        Assert.NotNull(frame.Picture);
        foreach (var box in frame.Detections.Select(d => d.Box))
            Assert.True(box is { X0: >= 0, Y0: >= 0 } && box.X1 <= width && box.Y1 <= height, $"{box} leaves the picture.");
    }

    private static async Task<AnalyzedFrame> AnalyzeAsync(Detector detector, AnalysisRequest request)
    {
        using var turn = await detector.EnterAsync(CancellationToken.None);
        using var flat = new Mat(64, 64, MatType.CV_8UC3, new Scalar(Blue, Green, Red));
        return turn.Analyze(Scene.Encode(flat, 95), request);
    }
}
