using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Rows;

/// <summary>Execution providers and forms of the default model, each in an inference process of its own: frames a second, and what a lone frame waits.</summary>
internal static class Providers
{
    private static readonly string Int8 = Path.Combine(Repository.Root, "models", "nanodet-g-int8");

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var cpu = await ServerProcess.StartAsync("Proctoring.Inference", "--Detector:Providers:0=CPU");
        await using (var int8 = await ServerProcess.StartAsync("Proctoring.Inference", "--Detector:Providers:0=CPU", $"--Detector:Model={Int8}"))
        {
            Compare(report, "8 bits ÷ float, CPU provider", await PodsInTurns.MeasureAsync(cpu, int8));
        }
        if (!OpenVinoPlugin.IsThere)
        {
            Console.WriteLine($"OpenVINO ÷ CPU is not measured: there is no plug-in library at {OpenVinoPlugin.Library} (PROCTORING_OPENVINO names another place).");
            return;
        }
        string[] openVino = ["--Detector:Providers:0=OpenVINO", $"--Detector:OpenVino:Library={OpenVinoPlugin.Library}"];
        await using var accelerated = await ServerProcess.StartAsync("Proctoring.Inference", openVino);
        Compare(report, "OpenVINO ÷ CPU provider", await PodsInTurns.MeasureAsync(cpu, accelerated));
        await using var both = await ServerProcess.StartAsync("Proctoring.Inference", [.. openVino, $"--Detector:Model={Int8}"]);
        Compare(report, "8 bits ÷ float, OpenVINO", await PodsInTurns.MeasureAsync(accelerated, both));
    }

    private static void Compare(ReportWriter report, string what, PodSpeed[] speeds)
    {
        var (peer, pod) = (speeds[0], speeds[1]);
        report.Add(Row.AtLeastOf($"{what}, frames a second", pod.Rate / peer.Rate, "", null, $"{pod.Rate:F1}/s ÷ {peer.Rate:F1}/s, an inference process each, {PodsInTurns.Callers} streams"));
        report.Add(Row.AtMost($"{what}, a lone frame", pod.Lone / peer.Lone, "", null, $"{pod.Lone:F1} ms ÷ {peer.Lone:F1} ms, request to answer"));
    }
}
