using System.Diagnostics;
using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Hosting.Telemetry;
using Proctoring.Testing;
using Proctoring.Testing.Watching.Otlp;
using Prometheus;

namespace Proctoring.Benchmarks.Rows;

/// <summary>
/// What it costs to be watched: two gateways in front of the null detector, where nothing hides it, in turns. One is scraped every
/// second and traces 1 % of its frames to a collector on the same cores; the other is left alone. Counting itself cannot be switched
/// off, so a frame's counters and histograms are timed by themselves.
/// </summary>
internal static class Telemetry
{
    private const int Rounds = 24;
    private const int Sockets = 40;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var detector = await RelayRole.StartAsync("detector");
        var address = $"--Inference:Address={detector.BaseAddress}";
        await using var plain = await RelayRole.StartAsync("gateway", address);
        await using var watched = await RelayRole.StartAsync("gateway", address, $"--Tracing:Endpoint={collector.Grpc}", "--Tracing:SampleShare=0.01");
        var frame = RelayRole.Frame(25_000);

        List<(Cost Plain, Cost Watched)> pairs = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var pair = round % 2 == 0
                ? (Plain: await RelayRole.SaturateAsync(plain, frame, Sockets, Slice), Watched: await WatchAsync(watched, frame))
                : await WatchedFirstAsync(plain, watched, frame);
            if (round > 0) pairs.Add(pair); // the first is to warm up
        }
        // Two pairs together begin with either: what changes meanwhile falls on both.
        var ratios = pairs.Chunk(2).Select(two => two.Sum(pair => pair.Watched.Rate) / two.Sum(pair => pair.Plain.Rate)).ToList();
        var lost = 1 - Samples.Median(ratios);
        report.Add(Row.AtMost("1 % traces and a scrape a second, frames/s lost", 100 * lost, "%", 2,
            $"{Samples.Median(pairs.Select(pair => pair.Watched.Rate)):F0}/s and {Samples.Median(pairs.Select(pair => pair.Plain.Rate)):F0}/s without, null detector; from {100 * (1 - Samples.Percentile(ratios, 0.75)):F1} to {100 * (1 - Samples.Percentile(ratios, 0.25)):F1} % in half of the rounds; {collector.Spans.Count(span => span.Name == "frame")} traces received"));
        var spent = Samples.Median(pairs.Chunk(2).Select(two => two.Sum(pair => pair.Watched.Cpu) / two.Sum(pair => pair.Plain.Cpu))) - 1;
        report.Add(Row.AtMost("  the same in the gateway's CPU a frame", 100 * spent, "%", 2,
            $"{Samples.Median(pairs.Select(pair => pair.Watched.Cpu)):F1} and {Samples.Median(pairs.Select(pair => pair.Plain.Cpu)):F1} µs"));
        var counting = Counting();
        report.Add(Row.AtMost("counting a frame ÷ the gateway's CPU for it", 100 * counting / Samples.Median(pairs.Select(pair => pair.Plain.Cpu)), "%", 2, $"{counting:F2} µs for 8 counters and histograms"));
    }

    private static async Task<(Cost Plain, Cost Watched)> WatchedFirstAsync(ServerProcess plain, ServerProcess watched, byte[] frame)
    {
        var second = await WatchAsync(watched, frame);
        return (await RelayRole.SaturateAsync(plain, frame, Sockets, Slice), second);
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
