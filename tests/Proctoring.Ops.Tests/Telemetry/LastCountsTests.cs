using Proctoring.Ops.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;
using Proctoring.Testing.Watching;

namespace Proctoring.Ops.Tests.Telemetry;

/// <summary>A gateway that stops is looked at once more when everybody has gone.</summary>
public sealed class LastCountsTests
{
    private const int Candidates = 4;

    [Fact]
    public async Task Counts_OfADrain_ReachPrometheus()
    {
        await using var pod = await ScriptedPod.StartAsync();
        await using var gateway = await ServerProcess.StartAsync("Proctoring.Gateway", $"--Inference:Address={pod.Address}");
        await using var prometheus = await PrometheusServer.StartAsync([new ScrapeJob("gateway", "exam", gateway.Management)], []);
        List<Candidate> candidates = [];
        for (var i = 0; i < Candidates; i++) candidates.Add(await Candidate.StartAsync(gateway.BaseAddress, "room"));
        await Eventually.TrueAsync(async () => await AskAsync(prometheus, "max_over_time(proctoring_sessions[1m])") == Candidates, "they are seen");
        await Eventually.TrueAsync(async () => await AskAsync(prometheus, "count_over_time(proctoring_sessions[1m])") >= 2, "it is looked at again and again");

        Assert.Equal(0, await gateway.StopAsync());

        Assert.Equal(Candidates, await AskAsync(prometheus, "max_over_time(proctoring_closes_total{code=\"1001\"}[1m])"));
        foreach (var candidate in candidates) await candidate.DisposeAsync();
    }

    private static async Task<double?> AskAsync(PrometheusServer prometheus, string expression) => (await prometheus.QueryAsync(expression)).SingleOrDefault()?.Value;
}
