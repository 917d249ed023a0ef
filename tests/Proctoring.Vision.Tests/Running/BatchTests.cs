using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Running;

[Collection(MeasuredAlone.Name)]
public sealed class BatchTests
{
    [Fact]
    public async Task Analyze_EveryNumberOfFrames_EachGetsItsOwnLevelWhateverFillsTheBatch()
    {
        using var detector = TinyModel.Load(manifest => manifest["scoreThreshold"] = 0.1, new DetectorOptions { Cores = 2, Concurrency = 1, BatchSizes = { 4, 1, 8 } }, freeBatch: true);
        Assert.Equal([1, 4, 8], detector.BatchSizes);
        detector.WarmUp();
        using var turn = await detector.EnterAsync(CancellationToken.None);
        for (var count = 1; count <= 8; count++)
        {
            var frames = Enumerable.Range(0, count).Select(i => Job(40 + 25 * i)).ToArray();
            var results = new AnalyzedFrame[count];

            turn.Analyze(frames, results);

            for (var i = 0; i < count; i++)
            {
                using var result = results[i];
                Assert.All(result.Detections, d => Assert.Equal((40 + 25 * i) / 255f, d.Score, 1.5f / 255));
                Assert.NotEmpty(result.Detections);
            }
        }
    }

    [Fact]
    public async Task Analyze_BrokenFramesAmongGood_FailAloneAndNothingLeaks()
    {
        var before = PooledBytes.Outstanding;
        using var detector = TinyModel.Load(options: new DetectorOptions { Cores = 1, Concurrency = 1, BatchSizes = { 4 } }, freeBatch: true);
        using (var turn = await detector.EnterAsync(CancellationToken.None))
        {
            var results = new AnalyzedFrame[3];
            turn.Analyze(new FrameJob[] { Job(200), new(new byte[] { 1, 2, 3 }, AnalysisRequest.Proctoring), Job(200) }, results);

            Assert.Equal([null, "Frame conversion failed", null], results.Select(r => r.Failure));
            Assert.Equal(before + 2, PooledBytes.Outstanding);
            foreach (var result in results) result.Dispose();
        }
        Assert.Equal(before, PooledBytes.Outstanding);
    }

    [Fact]
    public async Task Analyze_MoreThanFit_Throws()
    {
        using var detector = TinyModel.Load(options: new DetectorOptions { Cores = 1, Concurrency = 1, BatchSizes = { 2 } }, freeBatch: true);
        using var turn = await detector.EnterAsync(CancellationToken.None);

        Assert.Equal(2, turn.Capacity);
        Assert.Throws<ArgumentOutOfRangeException>(() => turn.Analyze(new FrameJob[3], new AnalyzedFrame[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => turn.Analyze(Array.Empty<FrameJob>(), Array.Empty<AnalyzedFrame>()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void Load_BatchSizeOutOfRange_IsRefused(int size) =>
        Assert.Contains("Detector:BatchSizes", Assert.Throws<ModelException>(() => TinyModel.Load(options: new DetectorOptions { BatchSizes = { size } })).Message);

    private static FrameJob Job(int level)
    {
        using var flat = new Mat(32, 32, MatType.CV_8UC1, new Scalar(level));
        return new FrameJob(Scene.Encode(flat, quality: 100), AnalysisRequest.Proctoring);
    }
}
