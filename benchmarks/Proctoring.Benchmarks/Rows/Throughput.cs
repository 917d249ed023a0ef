using System.Diagnostics;
using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Peers;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;

namespace Proctoring.Benchmarks.Rows;

/// <summary>
/// Frames a second through a whole process (decode, model, annotate, encode, and for Standalone sockets and verdicts) over what
/// ONNX Runtime alone does with the best callers × threads. Closed loop: each caller sends its next frame on the answer to the
/// last. All take turns in short slices, so that the machine's moods fall on all.
/// </summary>
internal static class Throughput
{
    private const int Rounds = 5;
    private static readonly int[] Callers = [4, 8];
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(4);

    public static async Task MeasureAsync(ReportWriter report)
    {
        var model = ModelFile.Verify(Repository.Model);
        await using var standalone = await ServerProcess.StartAsync("Proctoring.Standalone", "--Frames:MaxRate=1000");
        await using var pod = await ServerProcess.StartAsync("Proctoring.Inference");
        Contender[] contenders =
        [
            new("standalone", "sockets", async () => new CandidateCaller(await CandidateClient.ConnectAsync(standalone.BaseAddress))),
            new("one inference process", "streams", () => Task.FromResult<IFrameCaller>(new StreamCaller(pod.Grpc))),
        ];
        var alone = OnnxRuntimeAlone.Shapes.ToDictionary(shape => shape, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (shape, results) in alone)
            {
                using var peer = new OnnxRuntimeAlone(model, shape.Threads == 0 ? Environment.ProcessorCount : shape.Threads);
                results.Add(peer.Throughput(shape.Callers, Slice));
            }
            foreach (var contender in contenders) await contender.RunAsync(Callers, Slice);
        }

        var (bestShape, bestAlone) = alone.Select(a => (a.Key, Samples.Median(a.Value))).MaxBy(a => a.Item2);
        var peers = string.Join(", ", alone.Select(a => $"{a.Key.Callers}×{(a.Key.Threads == 0 ? Environment.ProcessorCount : a.Key.Threads)}: {Samples.Median(a.Value):F1}"));
        foreach (var contender in contenders)
        {
            var (callers, rate) = contender.Best();
            report.Add(Row.AtLeastOf($"{contender.Name} ÷ ONNX Runtime alone", rate / bestAlone, "", 0.9,
                $"{rate:F1}/s with {callers} {contender.Callers} ÷ {bestAlone:F1}/s with {bestShape.Callers} callers ({peers})"));
            report.Add(Row.AtMost("  load generator's share of the cores", Samples.Median(contender.GeneratorShares) * 100, "%", null, "it sends, receives pictures and answers on the same cores"));
        }
    }

    /// <summary>A process under load, and what it did with how many callers.</summary>
    private sealed class Contender(string name, string callers, Func<Task<IFrameCaller>> connect)
    {
        private static readonly byte[][] Frames = [.. Enumerable.Range(1, 8).Select(seed => Scene.Jpeg(seed % 2 == 0 ? Scene.HeldUp : null, seed, components: 3))];

        private readonly Dictionary<int, List<double>> _rates = [];

        public string Name => name;

        public string Callers => callers;

        public List<double> GeneratorShares { get; } = [];

        public (int Callers, double Rate) Best() => _rates.Select(entry => (entry.Key, Samples.Median(entry.Value))).MaxBy(entry => entry.Item2);

        public async Task RunAsync(int[] counts, TimeSpan slice)
        {
            foreach (var count in counts)
            {
                var (rate, share) = await RunAsync(count, slice);
                if (!_rates.TryGetValue(count, out var rates)) _rates[count] = rates = [];
                rates.Add(rate);
                GeneratorShares.Add(share);
            }
        }

        private async Task<(double Rate, double GeneratorShare)> RunAsync(int count, TimeSpan slice)
        {
            using var process = Process.GetCurrentProcess();
            var (cpuBefore, clock, done) = (process.TotalProcessorTime, Stopwatch.StartNew(), 0);
            await Task.WhenAll(Enumerable.Range(0, count).Select(async caller =>
            {
                await using var line = await connect();
                for (var i = caller; clock.Elapsed < slice; i++)
                {
                    await line.AskAsync(Frames[i % Frames.Length]);
                    Interlocked.Increment(ref done);
                }
            }));
            process.Refresh();
            var cores = Environment.ProcessorCount * clock.Elapsed.TotalSeconds;
            return (done / clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpuBefore).TotalSeconds / cores);
        }
    }
}
