using System.Diagnostics;
using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Rows;

/// <summary>Inference processes that differ in their execution provider alone, in turns: frames a second, and what a lone frame waits.</summary>
internal static class Providers
{
    private const int Rounds = 5;
    private const int Callers = 4;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(4);

    public static async Task MeasureAsync(ReportWriter report)
    {
        if (!OpenVinoPlugin.IsThere)
        {
            Console.WriteLine($"OpenVINO ÷ CPU is not measured: there is no plug-in library at {OpenVinoPlugin.Library} (PROCTORING_OPENVINO names another place).");
            return;
        }
        await using var cpu = await ServerProcess.StartAsync("Proctoring.Inference", "--Detector:Providers:0=CPU");
        await using var openVino = await ServerProcess.StartAsync("Proctoring.Inference", "--Detector:Providers:0=OpenVINO", $"--Detector:OpenVino:Library={OpenVinoPlugin.Library}");
        ServerProcess[] pods = [cpu, openVino];
        List<double>[] alone = [[], []], together = [[], []];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < pods.Length; i++)
            {
                alone[i].Add(1000 / await RateAsync(pods[i], callers: 1));
                together[i].Add(await RateAsync(pods[i], Callers));
            }
        }
        report.Add(Row.AtLeastOf("OpenVINO ÷ CPU provider, frames a second", Samples.Median(together[1]) / Samples.Median(together[0]), "", null,
            $"{Samples.Median(together[1]):F1}/s ÷ {Samples.Median(together[0]):F1}/s, an inference process each, {Callers} streams"));
        report.Add(Row.AtMost("OpenVINO ÷ CPU provider, a lone frame", Samples.Median(alone[1]) / Samples.Median(alone[0]), "", null,
            $"{Samples.Median(alone[1]):F1} ms ÷ {Samples.Median(alone[0]):F1} ms, request to answer"));
    }

    private static async Task<double> RateAsync(ServerProcess pod, int callers)
    {
        var jpeg = Scene.Jpeg(Scene.HeldUp, components: 3);
        var (clock, done) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            await using var line = new StreamCaller(pod.Grpc);
            while (clock.Elapsed < Slice)
            {
                await line.AskAsync(jpeg);
                Interlocked.Increment(ref done);
            }
        }));
        return done / clock.Elapsed.TotalSeconds;
    }
}
