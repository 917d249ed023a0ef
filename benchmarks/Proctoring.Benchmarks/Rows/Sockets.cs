using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Rows;

/// <summary>
/// Whether a gateway's cost grows with its sockets and no faster: its CPU at more and more sockets, each with a frame every 300 ms, in front of a
/// detector that sees nothing and sends no pictures. Generator and detector run on the same cores; CPU is the gateway's own.
/// </summary>
internal static class Sockets
{
    private const int Rounds = 3;
    private const double Carried = 0.95;
    private static readonly int[] Counts = [100, 200, 400, 800, 1600];
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(6);

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var detector = await RelayRole.StartAsync("detector");
        await using var gateway = await RelayRole.StartAsync("gateway", $"--Inference:Address={detector.BaseAddress}", "--Access:SocketsPerSecond=100000");
        report.Add(Row.AtMost("gateway without candidates, resident", (await RelayRole.SpentAsync(gateway)).Resident / 1e6, "MB", null, "after its start"));
        var frame = RelayRole.Frame(25_000);
        var measured = Counts.ToDictionary(count => count, _ => new List<(double Cpu, double Frames)>());
        List<double> connecting = [];
        for (var round = 0; round <= Rounds; round++)
        {
            // The first round is to warm up; the others go up and down by turns, so that what changes meanwhile falls on all.
            foreach (var count in round % 2 == 0 ? Counts : Counts.Reverse())
            {
                await using var load = await PacedLoad.ConnectAsync(gateway, count);
                var cost = await load.MeasureAsync(frame, Settle, round == 0 ? Settle : Slice);
                if (round == 0) continue;
                measured[count].Add(cost);
                connecting.Add(load.CpuOfConnection);
            }
        }
        Report(report, [.. measured.Select(each => ((double)each.Key, Samples.Median(each.Value.Select(cost => cost.Cpu)), Samples.Median(each.Value.Select(cost => cost.Frames)))).Where(IsCarried)]);
        report.Add(Row.AtMost("gateway CPU a connection", Samples.Median(connecting), "ms", null, "handshake without TLS, first dialect, one after another"));
    }

    // Where cores are too few for all the frames there is nothing to learn about what a socket costs.
    private static bool IsCarried((double Sockets, double Cpu, double Frames) point)
    {
        var share = point.Frames / (point.Sockets / PacedLoad.Pace.TotalSeconds);
        if (share < Carried) Console.WriteLine($"{point.Sockets:F0} sockets are left out: this machine carried {share:P0} of their frames.");
        return share >= Carried;
    }

    private static void Report(ReportWriter report, IReadOnlyList<(double Sockets, double Cpu, double Frames)> points)
    {
        foreach (var (sockets, cpu, frames) in points)
        {
            report.Add(Row.AtMost($"gateway CPU at {sockets:F0} sockets", cpu, "ms/s", null,
                $"{cpu / sockets:F3} ms a candidate-second, {1000 * cpu / frames:F0} µs a frame; {frames:F0} frames/s of {sockets / PacedLoad.Pace.TotalSeconds:F0} due"));
        }
        var (x, y) = (points.Average(point => point.Sockets), points.Average(point => point.Cpu));
        var slope = points.Sum(point => (point.Sockets - x) * (point.Cpu - y)) / points.Sum(point => Math.Pow(point.Sockets - x, 2));
        var (off, all) = (points.Sum(point => Math.Pow(point.Cpu - (y + slope * (point.Sockets - x)), 2)), points.Sum(point => Math.Pow(point.Cpu - y, 2)));
        var worst = points.MaxBy(point => Math.Abs(point.Cpu / (y + slope * (point.Sockets - x)) - 1));
        report.Add(Row.AtMost("gateway CPU a candidate-second, by the line through these", slope, "ms", null,
            $"R² {1 - off / all:F4}; furthest from the line {100 * (worst.Cpu / (y + slope * (worst.Sockets - x)) - 1):+0.0;-0.0} %, at {worst.Sockets:F0} sockets; {y - slope * x:F1} ms/s without any"));
    }
}
