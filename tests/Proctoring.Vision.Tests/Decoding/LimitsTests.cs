using Proctoring.Testing;
using Proctoring.Vision.Tests.Models;
using Proctoring.Vision.Tests.Pictures;

namespace Proctoring.Vision.Tests.Decoding;

public sealed class LimitsTests
{
    public static TheoryData<string, byte[], string> Refused
    {
        get
        {
            using var scene = Scene.Draw();
            var jpeg = Scene.Encode(scene);
            return new()
            {
                { "nothing", [], "No frame received" },
                { "bytes", [.. jpeg, .. new byte[100_001 - jpeg.Length]], "The frame has 100,001 bytes; the limit is 100,000." },
                { "pixels", JpegParts.WithSize(jpeg, 20_000, 20_000), "The frame has 20,000×20,000 pixels; the limit is 307,200 in all." },
                { "a row too many", JpegParts.WithSize(jpeg, 640, 481), "The frame has 640×481 pixels; the limit is 307,200 in all." },
                { "progressive", JpegParts.Progressive(scene), "The frame is a progressive JPEG; only baseline JPEGs are taken." },
                { "components", JpegParts.FourComponents(), "The frame has 4 components; 1 (gray) and 3 (colour) are taken." },
                { "scans", JpegParts.WithScans(jpeg, 5_000), "The frame is coded in too many scans; the limit is 3." },
                { "text", "Not a picture."u8.ToArray(), "Frame conversion failed" },
                { "headers only", [.. jpeg[..JpegParts.Scan(jpeg)], 0xFF, 0xD9], "Frame conversion failed" },
                { "two frame headers", [.. jpeg[..JpegParts.Scan(jpeg)], .. jpeg[JpegParts.FrameHeader(jpeg)..]], "Frame conversion failed" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Analyze_BeyondALimit_IsAFailureThatNamesIt(string limit, byte[] jpeg, string sentence)
    {
        Assert.NotEmpty(limit);
        using var detector = TinyModel.Load(options: Options());
        using var turn = await detector.EnterAsync(CancellationToken.None);

        using var frame = turn.Analyze(jpeg, AnalysisRequest.Proctoring);

        Assert.Equal(sentence, frame.Failure);
        Assert.Equal((0, 0), (frame.Width, frame.Height));
        Assert.Empty(frame.Detections);
        Assert.Null(frame.Picture);
        Assert.Same(detector.Identity, frame.Detector);
    }

    [Fact]
    public async Task Analyze_ExactlyAtTheLimits_IsAnalysed()
    {
        using var detector = TinyModel.Load(options: Options());
        using var turn = await detector.EnterAsync(CancellationToken.None);
        using var scene = Scene.Draw();
        var jpeg = Scene.Encode(scene);
        byte[] padded = [.. jpeg, .. new byte[4_000]]; // cameras that pad to a block

        using var frame = turn.Analyze(padded, AnalysisRequest.Proctoring);

        Assert.Null(frame.Failure);
        Assert.Equal((640, 480), (frame.Width, frame.Height));
    }

    private static DetectorOptions Options() => new() { Cores = 1, Concurrency = 1, MaxFrameBytes = 100_000, MaxPixels = 640 * 480 };
}
