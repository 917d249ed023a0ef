using System.Diagnostics;
using Proctoring.Benchmarks.Peers;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;

namespace Proctoring.Benchmarks.Rows;

/// <summary>
/// Frames a second through the whole process (sockets, decode, model, annotate, encode, verdicts) over what ONNX Runtime
/// alone does with the best callers × threads. Closed loop: each socket sends its next frame on the verdict of the last.
/// Both sides take turns in short slices, so that the machine's moods fall on both.
/// </summary>
internal static class Throughput
{
    private const int Rounds = 5;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(4);

    public static async Task MeasureAsync(ReportWriter report)
    {
        var model = ModelFile.Verify(Repository.Model);
        await using var server = await ServerProcess.StartAsync("Proctoring.Standalone", "--Frames:MaxRate=1000");
        var frames = Enumerable.Range(1, 8).Select(seed => Scene.Jpeg(seed % 2 == 0 ? Scene.HeldUp : null, seed, components: 3)).ToArray();

        var alone = OnnxRuntimeAlone.Shapes.ToDictionary(shape => shape, _ => new List<double>());
        var whole = new Dictionary<int, List<double>> { [4] = [], [8] = [] };
        var generator = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (shape, results) in alone)
            {
                using var peer = new OnnxRuntimeAlone(model, shape.Threads == 0 ? Environment.ProcessorCount : shape.Threads);
                results.Add(peer.Throughput(shape.Callers, Slice));
            }
            foreach (var (sockets, results) in whole)
            {
                var (rate, cpu) = await ClosedLoopAsync(server, sockets, frames);
                results.Add(rate);
                generator.Add(cpu);
            }
        }

        var (bestShape, bestAlone) = alone.Select(a => (a.Key, Samples.Median(a.Value))).MaxBy(a => a.Item2);
        var (bestSockets, bestWhole) = whole.Select(w => (w.Key, Samples.Median(w.Value))).MaxBy(w => w.Item2);
        var peers = string.Join(", ", alone.Select(a => $"{a.Key.Callers}×{(a.Key.Threads == 0 ? Environment.ProcessorCount : a.Key.Threads)}: {Samples.Median(a.Value):F1}"));
        report.Add(Row.AtLeastOf("standalone ÷ ONNX Runtime alone", bestWhole / bestAlone, "", 0.9,
            $"{bestWhole:F1}/s with {bestSockets} sockets ÷ {bestAlone:F1}/s with {bestShape.Callers} callers ({peers})"));
        report.Add(Row.AtMost("  load generator's share of the cores", Samples.Median(generator) * 100, "%", null, "it sends, receives pictures and verdicts on the same cores"));
    }

    private static async Task<(double Rate, double GeneratorCpu)> ClosedLoopAsync(ServerProcess server, int sockets, byte[][] frames)
    {
        using var process = Process.GetCurrentProcess();
        var (cpuBefore, clock, done) = (process.TotalProcessorTime, Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, sockets).Select(async socket =>
        {
            await using var client = await CandidateClient.ConnectAsync(server.BaseAddress);
            for (var i = socket; clock.Elapsed < Slice; i++)
            {
                await client.AskAsync(frames[i % frames.Length]);
                Interlocked.Increment(ref done);
            }
        }));
        process.Refresh();
        var cores = Environment.ProcessorCount * clock.Elapsed.TotalSeconds;
        return (done / clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpuBefore).TotalSeconds / cores);
    }
}
