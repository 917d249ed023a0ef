using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote;

/// <summary>Newer frames and older ones of a session, in its pod and on the way back.</summary>
public sealed class ReplacementTests : IAsyncLifetime
{
    private readonly ScriptedPod[] _pods = new ScriptedPod[2];
    private GatewayHost _host = null!;

    public async Task InitializeAsync()
    {
        for (var i = 0; i < _pods.Length; i++) _pods[i] = await ScriptedPod.StartAsync();
        _host = await GatewayHost.StartAsync(_pods, null, ("Inference:Deadline", "00:00:30")); // however slow this machine is
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        foreach (var pod in _pods) await pod.DisposeAsync();
    }

    [Fact]
    public async Task Frames_ThatNoPodHasStarted_AreReplacedThereByNewerOnes()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        foreach (var pod in _pods) pod.Behaviour.BeBusy();
        for (var i = 1; i <= 4; i++)
        {
            await client.SendAsync(ScriptedFrames.Seeing($"book=0.{i + 3}"));
            var sent = i;
            await Eventually.TrueAsync(() => _pods.Sum(pod => pod.Counters.Taken) == sent, "the frame is in the pod");
        }
        foreach (var pod in _pods) pod.Behaviour.BeIdle();

        var verdict = await client.HearAsync("verdict");
        Assert.Equal(4, verdict.GetProperty("frame").GetInt64());
        Assert.Equal(3, verdict.GetProperty("superseded").GetInt64());
        Assert.Equal(3, _pods.Sum(pod => pod.Counters.Aborted));
        Assert.Equal(0, _pods.Min(pod => pod.Counters.Taken)); // all went to one pod, where the sequence is
        Assert.Equal(2, _pods.Max(pod => pod.Counters.MostOfOneSequence));
        Assert.Equal(3, await _host.MetricAsync("proctoring_frames_superseded_total"));
        Assert.Equal(3, await _host.MetricAsync("proctoring_inference_calls_total{outcome=\"superseded\"}"));
    }

    [Fact]
    public async Task Frames_ThatFollowAgainAndAgain_AreSetFreeFromTheirPod()
    {
        _pods[0].Behaviour.Takes = _pods[1].Behaviour.Takes = TimeSpan.FromMilliseconds(30);
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        for (var i = 0; i < 25; i++) await client.SendAsync(ScriptedFrames.Nothing); // there is always an older one at a pod
        await Eventually.TrueAsync(async () =>
        {
            if (_pods.Min(pod => pod.Counters.Taken) > 0) return true;
            await client.SendAsync(ScriptedFrames.Nothing);
            return false;
        }, "both pods get frames");
    }

    [Fact]
    public async Task Frames_WhileOneHasStarted_OneMoreWaitsInThePodAndTheNewestHere()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        foreach (var pod in _pods) pod.Behaviour.Hold();
        for (var i = 1; i <= 5; i++)
        {
            await client.SendAsync(ScriptedFrames.Nothing);
            var received = i;
            await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_frames_received_total") == received, "the frame is here");
            if (i <= 2) await Eventually.TrueAsync(() => _pods.Sum(pod => pod.Counters.Taken) == received, "the frame is in the pod");
        }

        Assert.Equal(2, _pods.Sum(pod => pod.Counters.Taken));
        foreach (var pod in _pods) pod.Behaviour.Release();
        for (var i = 0; i < 3; i++) Assert.Equal(((int[])[1, 2, 5])[i], (await client.HearAsync("verdict")).GetProperty("frame").GetInt64());
        Assert.Equal(2, await _host.MetricAsync("proctoring_frames_superseded_total"));
        Assert.Equal(2, _pods.Max(pod => pod.Counters.MostOfOneSequence));
    }
}
