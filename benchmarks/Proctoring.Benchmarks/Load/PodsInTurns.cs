using System.Diagnostics;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Load;

/// <summary>What one of several inference processes did while the others stood still.</summary>
/// <param name="Rate">Frames a second, four streams.</param>
/// <param name="Lone">Milliseconds from request to answer, one stream.</param>
internal readonly record struct PodSpeed(double Rate, double Lone);

/// <summary>Inference processes that differ in one setting alone, in turns.</summary>
internal static class PodsInTurns
{
    public const int Callers = 4;
    private const int Rounds = 5;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(4);

    /// <returns>Medians, in the order of <paramref name="pods"/>.</returns>
    public static async Task<PodSpeed[]> MeasureAsync(params ServerProcess[] pods)
    {
        List<double>[] alone = [.. pods.Select(_ => new List<double>())], together = [.. pods.Select(_ => new List<double>())];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < pods.Length; i++)
            {
                alone[i].Add(1000 / await RateAsync(pods[i], callers: 1));
                together[i].Add(await RateAsync(pods[i], Callers));
            }
        }
        return [.. together.Zip(alone, (rates, times) => new PodSpeed(Samples.Median(rates), Samples.Median(times)))];
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
