using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;
using Proctoring.Vision;

namespace Proctoring.Benchmarks.Rows;

/// <summary>Managed bytes that one frame costs in Vision, picture included.</summary>
internal static class Allocation
{
    private const int Frames = 100;

    public static async Task MeasureAsync(ReportWriter report)
    {
        using var detector = Detector.Load(new DetectorOptions { Model = Repository.Model }, TimeProvider.System);
        detector.WarmUp();
        using var turn = await detector.EnterAsync(CancellationToken.None);
        var jpeg = Scene.Jpeg(Scene.HeldUp, components: 3);
        turn.Analyze(jpeg, AnalysisRequest.Proctoring).Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Frames; i++) turn.Analyze(jpeg, AnalysisRequest.Proctoring).Dispose();
        var perFrame = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Frames;
        report.Add(Row.AtMost("managed bytes a frame in Vision", perFrame, "B", 4096, "phone in view, picture drawn and encoded"));
    }
}
