using System.Diagnostics;
using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Rows;

/// <summary>
/// What the gateway itself costs: the same frames through it and through a bare Kestrel WebSocket → gRPC relay, both in front
/// of a detector that sees nothing and sends no pictures. Contenders take turns; what each spends is read from its own process.
/// </summary>
internal static class GatewayAlone
{
    private const int Rounds = 4;
    private const int Sockets = 40;
    private const int IdleSockets = 2000;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var detector = await RelayRole.StartAsync("detector");
        var address = $"--Inference:Address={detector.BaseAddress}";
        await using var relay = await RelayRole.StartAsync("relay", address);
        await using var gateway = await RelayRole.StartAsync("gateway", address);
        var frame = RelayRole.Frame(25_000);

        List<Cost> ours = [], bare = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (theirs, mine) = (await RelayRole.SaturateAsync(relay, frame, Sockets, Slice), await RelayRole.SaturateAsync(gateway, frame, Sockets, Slice));
            if (round == 0) continue; // warm-up
            bare.Add(theirs);
            ours.Add(mine);
        }
        report.Add(Row.AtMost("gateway ÷ bare relay, CPU a frame", Samples.Median(ours.Select(o => o.Cpu)) / Samples.Median(bare.Select(b => b.Cpu)), "", 1.5,
            $"{Samples.Median(ours.Select(o => o.Cpu)):F0} µs ÷ {Samples.Median(bare.Select(b => b.Cpu)):F0} µs, 25 KB frames, {Sockets} sockets, closed loop"));
        report.Add(Row.AtMost("gateway ÷ bare relay, allocation a frame", Samples.Median(ours.Select(o => o.Bytes)) / Samples.Median(bare.Select(b => b.Bytes)), "", 1.2,
            $"{Samples.Median(ours.Select(o => o.Bytes)):F0} B ÷ {Samples.Median(bare.Select(b => b.Bytes)):F0} B"));

        await IdleAsync(report, gateway);
        await PacedAsync(report, gateway, frame);
    }

    private static async Task IdleAsync(ReportWriter report, ServerProcess gateway)
    {
        var before = await RelayRole.SpentAsync(gateway);
        var clients = new List<CandidateClient>();
        for (var i = 0; i < IdleSockets; i++) clients.Add(await CandidateClient.ConnectAsync(gateway.BaseAddress));
        var after = await RelayRole.SpentAsync(gateway);
        report.Add(Row.AtMost("memory an idle socket", (after.Resident - before.Resident) / 1024.0 / IdleSockets, "KB", 30,
            $"resident, {IdleSockets:N0} sockets that sent nothing; managed {(after.Managed - before.Managed) / 1024.0 / IdleSockets:F1} KB"));
        foreach (var client in clients) await client.DisposeAsync();
    }

    // More and more sockets at the usual pace until verdicts are late: what these cores carry, load generator included.
    private static async Task PacedAsync(ReportWriter report, ServerProcess gateway, byte[] frame)
    {
        var (carried, p99OfCarried) = (0, 0.0);
        foreach (var sockets in (int[])[200, 400, 800, 1200, 1600, 2000, 2500])
        {
            var (p99, answered) = await PaceAsync(gateway, frame, sockets);
            if (p99 > Pace.TotalMilliseconds || answered < 0.95) break;
            (carried, p99OfCarried) = (sockets, p99);
        }
        report.Add(Row.AtLeastOf("sockets these cores carry at a frame every 300 ms", carried, "sockets", null,
            $"null detector, verdict p99 {p99OfCarried:F1} ms; detector and load generator on the same cores"));
    }

    private static async Task<(double P99, double Answered)> PaceAsync(ServerProcess gateway, byte[] frame, int sockets)
    {
        var latencies = new List<double>();
        var due = 0;
        using var end = new CancellationTokenSource(Slice);
        await Task.WhenAll(Enumerable.Range(0, sockets).Select(async i =>
        {
            await using var client = await CandidateClient.ConnectAsync(gateway.BaseAddress);
            await Task.Delay(Pace * i / sockets);
            using var timer = new PeriodicTimer(Pace);
            while (!end.IsCancellationRequested)
            {
                Interlocked.Increment(ref due);
                var sent = Stopwatch.GetTimestamp();
                await client.SendAsync(frame);
                await client.ReceiveAsync();
                lock (latencies) latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                await timer.WaitForNextTickAsync();
            }
        }));
        var wanted = sockets * ((Slice - Pace) / Pace); // they start spread over the first interval
        return (Samples.Percentile(latencies, 0.99), latencies.Count / wanted);
    }
}
