using System.Net;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Sessions;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote;

/// <summary>Pods that die, hang about and come back, under load. Gaps between verdicts are what marks depend on, so they are asserted; nothing runs beside.</summary>
[Collection(nameof(Alone))]
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(1);

    private readonly ScriptedPod[] _pods = new ScriptedPod[2];
    private readonly List<PacedCandidate> _candidates = [];
    private GatewayHost _host = null!;

    public async Task InitializeAsync()
    {
        for (var i = 0; i < _pods.Length; i++) _pods[i] = await ScriptedPod.StartAsync();
        _host = await GatewayHost.StartAsync(_pods);
    }

    public async Task DisposeAsync()
    {
        foreach (var candidate in _candidates) await candidate.DisposeAsync();
        await _host.DisposeAsync();
        foreach (var pod in _pods) await pod.DisposeAsync();
    }

    [Fact]
    public async Task Kill_OneOfTwoPodsUnderLoad_ClosesNoSocketAndDelaysNoVerdictByASecond()
    {
        foreach (var pod in _pods) pod.Behaviour.Takes = TimeSpan.FromMilliseconds(20);
        await StartAsync(40);
        await VerdictsAsync(3);
        await _pods[0].KillAsync();
        await VerdictsAsync(10);
        await _pods[0].StartAsync();
        await Eventually.TrueAsync(async () => await PodsAsync("unreachable") == 0, "the pod is back");
        await VerdictsAsync(10);

        AssertWatchedThroughout();
        Assert.Equal(0, _candidates.Sum(candidate => candidate.Errors));
    }

    [Fact]
    public async Task SlowPod_AmongTwo_LosesItsFramesToTheOther()
    {
        _pods[0].Behaviour.Takes = TimeSpan.FromMilliseconds(600);
        _pods[1].Behaviour.Takes = TimeSpan.FromMilliseconds(5);
        await StartAsync(20);
        await VerdictsAsync(25);

        Assert.True(_pods[1].Counters.Started > 5 * _pods[0].Counters.Started, $"the slow pod got {_pods[0].Counters.Started} frames, the other {_pods[1].Counters.Started}");
    }

    [Fact]
    public async Task Kill_AllPods_IsToldOnceASecondOnOpenSocketsUntilOneIsBack()
    {
        await StartAsync(5);
        await VerdictsAsync(2);
        foreach (var pod in _pods) await pod.KillAsync();
        await Eventually.TrueAsync(() => _candidates.TrueForAll(candidate => candidate.Errors >= 3), "everybody is told");

        Assert.All(_candidates, candidate => Assert.True(candidate.IsConnected));
        Assert.All(_candidates, candidate => Assert.InRange(candidate.ShortestTimeBetweenErrors(), TimeSpan.FromSeconds(0.9), TimeSpan.MaxValue));
        Assert.Equal(2, await PodsAsync("unreachable"));
        var ready = await _host.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("Degraded", await ready.Content.ReadAsStringAsync());
        await StartAsync(1); // a new candidate is welcome
        Assert.Single(_host.Log.Of(1202));

        await _pods[1].StartAsync();
        await VerdictsAsync(5);
        Assert.Contains("Healthy", await (await _host.GetAsync("/readyz")).Content.ReadAsStringAsync());
        Assert.All(_candidates, candidate => Assert.True(candidate.IsConnected));
    }

    private async Task StartAsync(int candidates)
    {
        for (var i = 0; i < candidates; i++) _candidates.Add(await PacedCandidate.StartAsync(_host.Main, ScriptedFrames.Phone, Interval));
    }

    private Task<double> PodsAsync(string state) => _host.MetricAsync($"proctoring_inference_pods{{state=\"{state}\"}}");

    private async Task VerdictsAsync(int more)
    {
        var before = _candidates.ConvertAll(candidate => candidate.Verdicts);
        await Eventually.TrueAsync(() => Enumerable.Range(0, _candidates.Count).All(i => _candidates[i].Verdicts >= before[i] + more), $"everybody has {more} more verdicts");
    }

    private void AssertWatchedThroughout()
    {
        Assert.All(_candidates, candidate => Assert.True(candidate.IsConnected));
        Assert.All(_candidates, candidate => Assert.InRange(candidate.LongestGap(), TimeSpan.Zero, LongestGap));
    }
}
