using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;
using Xunit.Abstractions;

namespace Proctoring.Cluster.Tests.Edge;

/// <summary>What an edge that reloads or restarts costs 200 candidates in the middle of an exam. The figures stand in docs/operations.md.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class EdgeChangesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Candidates = 200;
    private static readonly TimeSpan PauseOfThePage = TimeSpan.FromSeconds(5);

    private ScriptedPod _pod = null!;
    private ServerProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _pod = await ScriptedPod.StartAsync();
        _gateway = await ServerProcess.StartAsync("Proctoring.Gateway", $"--Inference:Address={_pod.Address.GetLeftPart(UriPartial.Authority)}", "--Access:TrustedProxies:0=127.0.0.1/32");
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pod.DisposeAsync();
    }

    [SoakFact]
    public async Task Reload_WithoutShutdownTimeout_CostsNobodyTheirSocket()
    {
        await using var nginx = await Nginx.StartAsync(_gateway.BaseAddress.Authority);
        await MeasureAsync("reload", nginx, nginx.ReloadAsync, lost: 0);
    }

    [SoakFact]
    public async Task Reload_WithShutdownTimeout_CostsEverybodyTheirSocketAndNothingElse()
    {
        await using var nginx = await Nginx.StartAsync(_gateway.BaseAddress.Authority, shutdownTimeout: "2s");
        await MeasureAsync("reload, worker_shutdown_timeout 2s", nginx, nginx.ReloadAsync, lost: Candidates);
    }

    [SoakFact]
    public async Task Restart_AtOnce_CostsEverybodyTheirSocketAndNothingElse()
    {
        await using var nginx = await Nginx.StartAsync(_gateway.BaseAddress.Authority);
        await MeasureAsync("restart", nginx, nginx.RestartAsync, lost: Candidates);
    }

    private async Task MeasureAsync(string name, Nginx nginx, Func<Task> change, int lost)
    {
        var frame = Comment.Add(Scene.Jpeg(), "cell phone=0.9");
        var candidates = Enumerable.Range(0, Candidates).Select(_ => new LiveCandidate(nginx.Address, frame, TimeSpan.FromMilliseconds(900), PauseOfThePage)).ToArray();
        try
        {
            await HearAllAsync(candidates);
            foreach (var candidate in candidates) candidate.LongestGap();
            await change();
            await Eventually.TrueAsync(() => candidates.Count(candidate => !candidate.Ends.IsEmpty) >= lost, "sockets that end have ended");
            await HearAllAsync(candidates);
            var gaps = candidates.Select(candidate => candidate.LongestGap().TotalSeconds).Order().ToArray();
            var ends = candidates.SelectMany(candidate => candidate.Ends).ToList();
            output.WriteLine($"{name}: {candidates.Count(candidate => !candidate.Ends.IsEmpty)} of {Candidates} candidates lost their socket; longest time without a verdict: median {gaps[Candidates / 2]:F1} s, most {gaps[^1]:F1} s; "
                + $"workers afterwards: {await nginx.WorkersAsync()}; told: {string.Join(" | ", ends.Distinct())}");
            Assert.Equal(lost, candidates.Count(candidate => !candidate.Ends.IsEmpty));
            Assert.All(candidates, candidate =>
            {
                Assert.Empty(candidate.Complaints); // no session began anew, no mark and no second was forgotten
                Assert.All(candidate.Resumed, Assert.True);
            });
        }
        finally
        {
            await Task.WhenAll(candidates.Select(candidate => candidate.DisposeAsync().AsTask()));
        }
    }

    private static async Task HearAllAsync(LiveCandidate[] candidates)
    {
        var before = candidates.Select(candidate => candidate.Verdicts).ToArray();
        await Eventually.TrueAsync(() => candidates.Index().All(entry => entry.Item.Verdicts > before[entry.Index] + 2), "everybody has verdicts");
    }
}
