using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Tests.Models;
using Proctoring.Vision.Tests.Pictures;

namespace Proctoring.Vision.Tests.Running;

[Collection(DefaultModelCollection.Name)]
public sealed class DefaultModelTests(DefaultModel model)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Analyze_PhoneHeldUp_IsSeenWhereItIs(int seed)
    {
        using var frame = await AnalyzeAsync(Scene.Jpeg(Scene.HeldUp, seed));

        var phone = Assert.Single(frame.Detections, d => d.Label == Labels.CellPhone);
        Assert.InRange(phone.Score, 0.35f, 1);
        var (x, y, width) = ((float)Scene.HeldUp.X, (float)Scene.HeldUp.Y, (float)Scene.HeldUp.Width);
        var drawn = new Box(x - width / 2, y - width, x + width / 2, y + width); // twice as high as wide
        Assert.InRange(phone.Box.Iou(drawn), 0.6f, 1);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Analyze_GrayAsOneOrThreeComponents_SeesTheSame(int seed, bool phone)
    {
        Phone? held = phone ? Scene.HeldUp : null;
        using var one = await AnalyzeAsync(Scene.Jpeg(held, seed, components: 1));
        using var three = await AnalyzeAsync(Scene.Jpeg(held, seed, components: 3));

        Assert.NotEmpty(one.Detections);
        Detections.AssertSame(one.Detections, three.Detections, score: 0.02f, pixels: 3);
    }

    [Fact]
    public async Task Analyze_ExifOrientation_ChangesNothing()
    {
        var jpeg = Scene.Jpeg(Scene.HeldUp);
        using var plain = await AnalyzeAsync(jpeg);
        using var turned = await AnalyzeAsync(JpegParts.WithOrientation(jpeg, 6));

        Assert.Equal((640, 480), (turned.Width, turned.Height));
        Detections.AssertSame(plain.Detections, turned.Detections, score: 0, pixels: 0);
    }

    [Fact]
    public async Task Analyze_Frame_IsBestFirstTimedAndNamed()
    {
        using var frame = await AnalyzeAsync(Scene.Jpeg(Scene.HeldUp));

        Assert.Null(frame.Failure);
        Assert.Equal(frame.Detections.OrderByDescending(d => d.Score), frame.Detections);
        Assert.Equal(new DetectorIdentity("CPU", "nanodet-g"), frame.Detector);
        foreach (var stage in (TimeSpan[])[frame.Times.Decode, frame.Times.Infer, frame.Times.Post, frame.Times.Annotate])
            Assert.InRange(stage, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, frame.Times.Wait); // the caller's to fill in
    }

    private async Task<AnalyzedFrame> AnalyzeAsync(byte[] jpeg)
    {
        using var turn = await model.Detector.EnterAsync(CancellationToken.None);
        return turn.Analyze(jpeg, AnalysisRequest.Proctoring);
    }
}
