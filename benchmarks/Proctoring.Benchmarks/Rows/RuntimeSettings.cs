using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Rows;

/// <summary>The gateway under .NET's settings of garbage collection and compilation, in turns: whether another than the shipped one pays.</summary>
internal static class RuntimeSettings
{
    private const int Rounds = 7;
    private const int Sockets = 40;
    private const int PacedRounds = 5;
    private const int PacedSockets = 100;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    /// <summary>Each a variable of the environment, or an argument of the program.</summary>
    private static readonly (string Name, string Setting)[] Others =
    [
        ("Kestrel's own blocks of 4 KB", "--Blocks=kestrel"),
        ("workstation GC", "DOTNET_gcServer=0"),
        ("no concurrent GC", "DOTNET_gcConcurrent=0"),
        ("a fixed number of heaps", "DOTNET_GCDynamicAdaptationMode=0"),
        ("no profile-guided code", "DOTNET_TieredPGO=0"),
        ("continuations inline", "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1"),
        ("16 threads at least", "DOTNET_ThreadPool_ForceMinWorkerThreads=10"), // hexadecimal
        ("idle threads that look for work 70 times", "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=70"),
    ];

    /// <summary>How often a thread of the pool with nothing to do looks for work before it sleeps: what a saturated gateway does not show. Not at all is shipped; 70 is .NET's.</summary>
    private static readonly (string Name, string Setting)[] Spinning =
    [
        ("idle threads that look for work 10 times", "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=10"),
        ("idle threads that look for work 70 times", "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=70"),
    ];

    public static async Task MeasureAsync(ReportWriter report)
    {
        await WithGatewaysAsync(Others, gateways => SaturateAsync(report, gateways));
        await WithGatewaysAsync(Spinning, gateways => PaceAsync(report, gateways));
    }

    private static async Task WithGatewaysAsync((string Name, string Setting)[] settings, Func<List<ServerProcess>, Task> measure)
    {
        await using var detector = await RelayRole.StartAsync("detector");
        var address = $"--Inference:Address={detector.BaseAddress}";
        List<ServerProcess> gateways = [];
        try
        {
            gateways.Add(await RelayRole.StartAsync("gateway", address));
            foreach (var (_, setting) in settings) gateways.Add(await StartAsync(setting, address));
            await measure(gateways);
        }
        finally
        {
            foreach (var gateway in gateways) await gateway.DisposeAsync();
        }
    }

    private static Task<ServerProcess> StartAsync(string setting, string address)
    {
        if (setting.StartsWith('-')) return RelayRole.StartAsync("gateway", address, setting);
        var parts = setting.Split('=', 2);
        return RelayRole.StartAsync("gateway", new Dictionary<string, string> { [parts[0]] = parts[1] }, address);
    }

    private static async Task SaturateAsync(ReportWriter report, List<ServerProcess> gateways)
    {
        var frame = RelayRole.Frame(25_000);
        var rounds = await Turns.TakeAsync(Rounds, [.. gateways.Select(gateway => (Func<Task<Cost>>)(() => RelayRole.SaturateAsync(gateway, frame, Sockets, Slice)))]);
        var shipped = await RelayRole.SpentAsync(gateways[0]);
        for (var i = 0; i < Others.Length; i++)
        {
            var (rate, cpu) = (Ratio(rounds, i + 1, cost => cost.Rate), Ratio(rounds, i + 1, cost => cost.Cpu));
            var spent = await RelayRole.SpentAsync(gateways[i + 1]);
            report.Add(Row.AtLeastOf($"gateway with {Others[i].Name} ÷ as shipped, frames/s", rate, "", null,
                $"{cpu:F2} × CPU a frame, {spent.Resident / 1048576.0:F0} MB resident and {shipped.Resident / 1048576.0:F0} MB ({Others[i].Setting})"));
        }
    }

    private static async Task PaceAsync(ReportWriter report, List<ServerProcess> gateways)
    {
        var frame = RelayRole.Frame(25_000);
        var rounds = await Turns.TakeAsync(PacedRounds, [.. gateways.Select(gateway => (Func<Task<Cost>>)(() => PaceAsync(gateway, frame)))]);
        for (var i = 0; i < Spinning.Length; i++)
        {
            report.Add(Row.AtMost($"gateway with {Spinning[i].Name} ÷ as shipped, CPU a frame", Ratio(rounds, i + 1, cost => cost.Cpu), "", null,
                $"{PacedSockets} sockets, a frame each 300 ms; {Cpu(i + 1):F0} µs ÷ {Cpu(0):F0} µs ({Spinning[i].Setting})"));
        }

        double Cpu(int of) => Samples.Median(rounds.Select(round => round[of].Cpu));
    }

    private static async Task<Cost> PaceAsync(ServerProcess gateway, byte[] frame)
    {
        await using var load = await PacedLoad.ConnectAsync(gateway, PacedSockets);
        var (cpu, frames) = await load.MeasureAsync(frame, TimeSpan.FromSeconds(1), Slice);
        return new Cost(1000 * cpu / frames, 0, frames);
    }

    private static double Ratio(List<Cost[]> rounds, int of, Func<Cost, double> what) => Samples.Median(rounds.Select(round => what(round[of]) / what(round[0])));
}
