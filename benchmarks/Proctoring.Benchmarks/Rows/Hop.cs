using System.Diagnostics;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Rows;

/// <summary>What it costs a verdict that the detector is in a process of its own: the same frame at the usual pace to one, then to the other.</summary>
internal static class Hop
{
    private const int Frames = 100;
    private const int WarmUp = 10;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150); // in turns: 300 ms for each

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var standalone = await ServerProcess.StartAsync("Proctoring.Standalone");
        await using var pod = await ServerProcess.StartAsync("Proctoring.Inference");
        await using var gateway = await ServerProcess.StartAsync("Proctoring.Gateway", $"--Inference:Address={pod.Grpc}");
        await using var near = await CandidateClient.ConnectAsync(standalone.BaseAddress);
        await using var far = await CandidateClient.ConnectAsync(gateway.BaseAddress);
        var jpeg = Scene.Jpeg(Scene.HeldUp, components: 3);
        List<double> nearby = [], afar = [];
        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; i < 2 * (WarmUp + Frames); i++)
        {
            await pace.WaitForNextTickAsync();
            var sent = Stopwatch.GetTimestamp();
            await (i % 2 == 0 ? near : far).AskAsync(jpeg);
            if (i >= 2 * WarmUp) (i % 2 == 0 ? nearby : afar).Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
        report.Add(Row.AtMost("the hop's cost to a verdict, p50", Samples.Median(afar) - Samples.Median(nearby), "ms", 2,
            $"gateway and pod {Samples.Median(afar):F1} ms, in one process {Samples.Median(nearby):F1} ms, picture included; p99 {Samples.Percentile(afar, 0.99):F1} and {Samples.Percentile(nearby, 0.99):F1} ms"));
    }
}
