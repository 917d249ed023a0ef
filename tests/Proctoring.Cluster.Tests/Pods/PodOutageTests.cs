using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Cluster.Tests.Pods;

/// <summary>Two gateways, two inference processes with the real model, candidates who hold a phone up.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class PodOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(1);

    private readonly ServerProcess[] _pods = new ServerProcess[2];
    private readonly ServerProcess[] _gateways = new ServerProcess[2];
    private readonly List<PacedCandidate> _candidates = [];

    public async Task InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch
        {
            await DisposeAsync(); // nobody else does, for a class that has not come up
            throw;
        }
    }

    private async Task StartAsync()
    {
        for (var i = 0; i < _pods.Length; i++) _pods[i] = await Servers.PodAsync();
        for (var i = 0; i < _gateways.Length; i++) _gateways[i] = await Servers.GatewayAsync(_pods);
        for (var i = 0; i < 4; i++) _candidates.Add(await PacedCandidate.StartAsync(_gateways[i % 2].BaseAddress, Scene.Jpeg(Scene.HeldUp, seed: i), Interval));
        await VerdictsAsync(5);
    }

    public async Task DisposeAsync()
    {
        foreach (var candidate in _candidates) await candidate.DisposeAsync();
        foreach (var server in _gateways.Concat(_pods).Where(server => server is not null)) await server.DisposeAsync();
    }

    [Fact]
    public async Task Kill_OneOfTwoPodsUnderLoad_ClosesNoSocketAndDelaysNoVerdictByASecond()
    {
        await _pods[0].KillAsync();
        await VerdictsAsync(10);
        Assert.All(_candidates, candidate => Assert.True(candidate.LongestGap() <= LongestGap, candidate.History()));
        // A pod that starts takes the cores that it shares here with the other; on a node of its own it takes nobody's.
        _pods[0] = await _pods[0].AgainAsync();
        await Eventually.TrueAsync(async () => await FramesOfAsync(_pods[0]) >= 5, "the pod that came back gets its share");

        AssertConnected();
        Assert.All(_candidates, candidate => Assert.True(candidate.Errors == 0, candidate.History()));
    }

    [Fact]
    public async Task Kill_AllPods_KeepsEverySocketUntilTheyAreBack()
    {
        foreach (var pod in _pods) await pod.KillAsync();
        await Eventually.TrueAsync(() => _candidates.TrueForAll(candidate => candidate.Errors >= 2), "everybody is told");
        for (var i = 0; i < _pods.Length; i++) _pods[i] = await _pods[i].AgainAsync();
        await VerdictsAsync(5);

        AssertConnected();
        foreach (var pod in _pods) await Eventually.TrueAsync(async () => await FramesOfAsync(pod) >= 5, "both pods work again");
    }

    [Fact]
    public async Task Stop_OnePodInOrder_LosesNoFrame()
    {
        var before = await RejectedAsync();

        Assert.Equal(0, await _pods[1].StopAsync());
        await VerdictsAsync(5);

        AssertConnected();
        Assert.All(_candidates, candidate => Assert.Equal(0, candidate.Errors));
        Assert.Equal(before, await RejectedAsync());
    }

    private void AssertConnected() => Assert.All(_candidates, candidate => Assert.True(candidate.IsConnected));

    private static Task<double> FramesOfAsync(ServerProcess pod) => pod.MetricAsync("proctoring_inference_frames_total{outcome=\"analysed\"}");

    private async Task<double> RejectedAsync()
    {
        double rejected = 0;
        foreach (var gateway in _gateways) rejected += await gateway.MetricAsync("proctoring_frames_failed_total");
        return rejected;
    }

    private async Task VerdictsAsync(int more)
    {
        var before = _candidates.ConvertAll(candidate => candidate.Verdicts);
        await Eventually.TrueAsync(() => Enumerable.Range(0, _candidates.Count).All(i => _candidates[i].Verdicts >= before[i] + more), $"everybody has {more} more verdicts");
    }
}
