using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Running;

[Collection(MeasuredAlone.Name)]
public sealed class MemoryTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Frames = 30;
    private const int MaxBytesAFrame = 4096;

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task Analyze_WarmDetector_AllocatesLittle(bool phone, int components)
    {
        using var detector = Detector.Load(new DetectorOptions { Model = Repository.Model, Concurrency = 1 }, TimeProvider.System);

        await AssertLittleAsync(detector, Scene.Jpeg(phone ? Scene.HeldUp : null, components: components));
    }

    public static TheoryData<string> Heads => [.. HeadGraph.All.Keys];

    [Theory]
    [MemberData(nameof(Heads))]
    public async Task Analyze_EveryHeadInHalfPrecision_AllocatesLittle(string name)
    {
        var graph = new TinyGraph { Layout = "NHWC", InputType = OnnxType.Half, OutputType = OnnxType.Half };
        using var detector = TinyModel.Load(graph, HeadGraph.All[name]);

        await AssertLittleAsync(detector, Scene.Jpeg());
    }

    private async Task AssertLittleAsync(Detector detector, byte[] jpeg)
    {
        detector.WarmUp();
        using var turn = await detector.EnterAsync(CancellationToken.None);
        turn.Analyze(jpeg, AnalysisRequest.Proctoring).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Frames; i++) turn.Analyze(jpeg, AnalysisRequest.Proctoring).Dispose();
        var perFrame = (GC.GetAllocatedBytesForCurrentThread() - before) / Frames;
        output.WriteLine($"{perFrame} bytes a frame");

        Assert.InRange(perFrame, 1, MaxBytesAFrame);
    }

    [Fact]
    public async Task Analyze_FramesDisposed_NoBufferIsOut()
    {
        var before = PooledBytes.Outstanding;
        using (var detector = TinyModel.Load(options: new DetectorOptions { Cores = 1, Concurrency = 2 }))
        {
            detector.WarmUp();
            using var turn = await detector.EnterAsync(CancellationToken.None);
            var jpeg = Scene.Jpeg();
            foreach (var frame in (byte[][])[jpeg, [], [1, 2, 3], jpeg[..500], [.. jpeg[..500], 0xFF, 0xD9], Scene.Jpeg(components: 3)])
                turn.Analyze(frame, AnalysisRequest.Proctoring).Dispose();

            using var kept = turn.Analyze(jpeg, AnalysisRequest.Proctoring);
            Assert.Equal(before + 1, PooledBytes.Outstanding);
        }
        Assert.Equal(before, PooledBytes.Outstanding);
    }
}
