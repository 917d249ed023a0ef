using System.Diagnostics;
using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Hosting.Telemetry;
using Proctoring.Testing;
using Proctoring.Testing.Watching.Otlp;
using Prometheus;

namespace Proctoring.Benchmarks.Rows;

/// <summary>
/// What it costs to be watched: gateways in front of the null detector, where nothing hides it, in turns. One is scraped every second and
/// traces 1 % of its frames to a collector on the same cores; two are left alone, and what these differ by is what the figure is good for.
/// A fourth traces ten times as many frames, where the cost of a trace stands out from the noise. Counting itself cannot be switched off,
/// so a frame's counters and histograms are timed by themselves.
/// </summary>
internal static class Telemetry
{
    private const int Rounds = 20;
    private const int Sockets = 40;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1.5);

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var detector = await RelayRole.StartAsync("detector");
        var address = $"--Inference:Address={detector.BaseAddress}";
        var endpoint = $"--Tracing:Endpoint={collector.Grpc}";
        await using var watched = await RelayRole.StartAsync("gateway", address, endpoint, "--Tracing:SampleShare=0.01");
        await using var traced = await RelayRole.StartAsync("gateway", address, endpoint, "--Tracing:SampleShare=0.1");
        await using var plain = await RelayRole.StartAsync("gateway", address);
        await using var again = await RelayRole.StartAsync("gateway", address);
        var frame = RelayRole.Frame(25_000);
        Func<Task<Cost>>[] turns =
        [
            () => RelayRole.SaturateAsync(plain, frame, Sockets, Slice),
            () => WatchAsync(watched, frame),
            () => RelayRole.SaturateAsync(again, frame, Sockets, Slice),
            () => RelayRole.SaturateAsync(traced, frame, Sockets, Slice),
        ];
        var rounds = await Turns.TakeAsync(Rounds, turns);
        Report(report, rounds, collector.Spans.Count(span => span.Name == "frame"));
    }

    private static void Report(ReportWriter report, List<Cost[]> rounds, int traces)
    {
        double More(Func<Cost, double> what, int of, int than) => 100 * (Samples.Median(rounds.Select(round => what(round[of]) / what(round[than]))) - 1);
        double OverPlain(Func<Cost, double> what, int of) => (More(what, of, 0) + More(what, of, 2)) / 2;
        double Time(Cost cost) => 1 / cost.Rate;
        double Cpu(Cost cost) => cost.Cpu;
        string Median(Func<Cost, double> what, int of) => $"{Samples.Median(rounds.Select(round => what(round[of]))):F0}";

        report.Add(Row.AtMost("1 % traces and a scrape a second, frames/s lost", OverPlain(Time, 1), "%", 2,
            $"{Median(cost => cost.Rate, 1)}/s, {Median(cost => cost.Rate, 0)} and {Median(cost => cost.Rate, 2)}/s without, which differ by {Math.Abs(More(Time, 0, 2)):F1} %; {traces} traces received"));
        report.Add(Row.AtMost("  the same in the gateway's CPU a frame", OverPlain(Cpu, 1), "%", 2,
            $"{Median(Cpu, 1)} µs, {Median(Cpu, 0)} and {Median(Cpu, 2)} µs without, which differ by {Math.Abs(More(Cpu, 0, 2)):F1} %"));
        report.Add(Row.AtMost("1 % traces, by a tenth of what 10 % cost", OverPlain(Cpu, 3) / 10, "%", 2, $"{Median(Cpu, 3)} µs of the gateway's CPU a frame; frames/s lost: {OverPlain(Time, 3) / 10:F1} %"));
        var counting = Counting();
        report.Add(Row.AtMost("counting a frame ÷ the gateway's CPU for it", 100 * counting / Samples.Median(rounds.Select(round => round[0].Cpu)), "%", 2, $"{counting:F2} µs for 8 counters and histograms"));
    }

    private static async Task<Cost> WatchAsync(ServerProcess server, byte[] frame)
    {
        using var end = new CancellationTokenSource();
        var scraping = ScrapeAsync(server, end.Token);
        var cost = await RelayRole.SaturateAsync(server, frame, Sockets, Slice);
        await end.CancelAsync();
        await scraping;
        return cost;
    }

    private static async Task ScrapeAsync(ServerProcess server, CancellationToken enough)
    {
        using var http = new HttpClient();
        while (!enough.IsCancellationRequested)
        {
            await http.GetByteArrayAsync(new Uri(server.Management, "/metrics"), CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(1), enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Microseconds for what a gateway counts of one frame: received, analysed, six stages.
    private static double Counting()
    {
        const int Frames = 1_000_000;
        var book = new MetricBook(Metrics.NewCustomRegistry());
        var (received, analysed) = (book.Counter("received_total", "."), book.Counter("analysed_total", ".", MetricLabel.Configured("provider", ".")).WithLabels("CPU"));
        var stages = book.Histogram("latency_seconds", ".", MetricBook.LatencyBuckets, MetricLabel.Configured("stage", "."));
        Histogram.Child[] children = [.. Enumerable.Range(0, 6).Select(stage => stages.WithLabels($"{stage}"))];
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Frames; i++)
            {
                received.Inc();
                analysed.Inc();
                foreach (var child in children) child.Observe(0.02);
            }
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / Frames);
        }
        return best;
    }
}
