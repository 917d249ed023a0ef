using System.Text.Json;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote;

/// <summary>Pods that refuse for load, or answer too late: another pod is tried once, then clients are told and slowed down.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly ScriptedPod[] _pods = new ScriptedPod[2];
    private GatewayHost _host = null!;
    private CandidateClient _client = null!;

    public async Task InitializeAsync()
    {
        for (var i = 0; i < _pods.Length; i++) _pods[i] = await ScriptedPod.StartAsync();
        _host = await GatewayHost.StartAsync(_pods, _clock);
        (_client, _) = await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _host.DisposeAsync();
        foreach (var pod in _pods) await pod.DisposeAsync();
    }

    [Fact]
    public async Task Refused_ByOnePod_IsAnalysedByTheOther()
    {
        _pods[0].Behaviour.Refuses = true;
        for (var i = 0; i < 20; i++)
        {
            await _client.ShowAsync(ScriptedFrames.Nothing);
            _clock.Advance(TimeSpan.FromMilliseconds(300));
        }

        Assert.Equal(20, _pods[1].Counters.Started);
        Assert.True(_pods[0].Counters.Refused > 0, "it was asked now and then");
        Assert.Equal(_pods[0].Counters.Refused, await CallsAsync("refused"));
    }

    [Fact]
    public async Task Refused_WithAMomentToRest_IsLeftAloneForIt()
    {
        (_pods[0].Behaviour.Refuses, _pods[0].Behaviour.RetryAfter) = (true, 2000);
        while (_pods[0].Counters.Refused == 0) await ShowPacedAsync();
        for (var i = 0; i < 15; i++) await ShowPacedAsync(); // 1.5 s

        Assert.Equal(1, _pods[0].Counters.Refused);
    }

    [Fact]
    public async Task Refused_ByAll_IsToldOnceASecondSlowsTheClientDownAndPasses()
    {
        foreach (var pod in _pods) pod.Behaviour.Refuses = true;
        for (var i = 1; i <= 10; i++)
        {
            await SendAndCountAsync(i);
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        var told = await HearAllAsync();
        Assert.Equal(["error", "error", "error", "pace"], told.Select(message => message.GetProperty("type").GetString()));
        Assert.Equal(["frame_overloaded 1", "frame_overloaded 5", "frame_overloaded 9"],
            told.Take(3).Select(error => $"{error.GetProperty("code").GetString()} {error.GetProperty("frame").GetInt64()}"));
        Assert.Equal(("load", 450), (told[3].GetProperty("reason").GetString(), told[3].GetProperty("interval_ms").GetInt32()));

        foreach (var pod in _pods) pod.Behaviour.Refuses = false;
        for (var i = 1; i < 40; i++) await ShowPacedAsync(); // and the one that ended the listening
        var pace = await _client.HearAsync("pace");
        Assert.Equal(("normal", 300), (pace.GetProperty("reason").GetString(), pace.GetProperty("interval_ms").GetInt32()));
    }

    [Fact]
    public async Task Refused_Thousandfold_IsLoggedNowAndThen()
    {
        foreach (var pod in _pods) pod.Behaviour.Refuses = true;
        for (var i = 1; i <= 25; i++)
        {
            await SendAndCountAsync(i);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        var line = Assert.Single(_host.Log.Of(1205));
        Assert.Contains("Refused", line);
        Assert.Contains("The queue is full.", line);
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.Aborted)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.Internal)]
    public async Task Ended_OtherwiseThanByLoadOrLoss_IsNotTriedAgain(StatusCode status)
    {
        foreach (var pod in _pods) pod.Behaviour.FailsWith = status;
        await _client.SendAsync(ScriptedFrames.Nothing);
        await Eventually.TrueAsync(() => Taken == 1, "the frame was sent");
        foreach (var pod in _pods) pod.Behaviour.FailsWith = StatusCode.OK;
        await _client.ShowAsync(ScriptedFrames.Nothing, skip: "error");

        Assert.Equal(2, Taken);
    }

    [Theory]
    [InlineData(1.3, 2)]
    [InlineData(1.4, 1)]
    public async Task Unavailable_LateInTheFramesLife_IsTriedElsewhereOnlyWhileAThirdIsLeft(double seconds, int calls)
    {
        foreach (var pod in _pods) pod.Behaviour.Hold();
        await _client.SendAsync(ScriptedFrames.Nothing);
        await Eventually.TrueAsync(() => Taken == 1, "the frame is in a pod");
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        foreach (var pod in _pods) pod.Behaviour.FailsWith = StatusCode.Unavailable;
        foreach (var pod in _pods) pod.Behaviour.Release();

        Assert.Equal("frame_unavailable", (await _client.HearAsync("error")).GetProperty("code").GetString());
        Assert.Equal(calls, Taken);
        Assert.Equal(calls == 2 ? 1 : 0, _pods.Min(pod => pod.Counters.Taken)); // one at each
    }

    [Fact]
    public async Task Held_PastTheDeadline_IsGivenUpToldAndInTheEndThePodIsEjected()
    {
        _pods[1].Behaviour.Refuses = true; // so that frames end up at the first
        _pods[0].Behaviour.Hold();
        for (var i = 1; i <= 3; i++)
        {
            await _client.SendAsync(ScriptedFrames.Nothing);
            var sent = i;
            await Eventually.TrueAsync(() => _pods[0].Counters.Started == sent, "the frame is in the pod");
            _clock.Advance(TimeSpan.FromSeconds(2.1));
            Assert.Equal("frame_overloaded", (await _client.HearAsync("error")).GetProperty("code").GetString());
        }

        Assert.Equal(3, await CallsAsync("deadline"));
        Assert.Equal(1, await _host.MetricAsync("proctoring_inference_pods{state=\"ejected\"}"));
        _pods[0].Behaviour.Release();
        _pods[1].Behaviour.Refuses = false;
        await ShowPacedAsync();
        Assert.Equal(3, _pods[0].Counters.Started);
    }

    private int Taken => _pods.Sum(pod => pod.Counters.Taken);

    private Task<double> CallsAsync(string outcome) => _host.MetricAsync($"proctoring_inference_calls_total{{outcome=\"{outcome}\"}}");

    private async Task ShowPacedAsync()
    {
        await _client.ShowAsync(ScriptedFrames.Nothing);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
    }

    private async Task SendAndCountAsync(int frame)
    {
        await _client.SendAsync(ScriptedFrames.Nothing);
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_frames_rejected_total{reason=\"overloaded\"}") == frame, "the frame is refused");
    }

    // All that came before the next verdict.
    private async Task<List<JsonElement>> HearAllAsync()
    {
        var told = new List<JsonElement>();
        foreach (var pod in _pods) pod.Behaviour.Refuses = false;
        await _client.SendAsync(ScriptedFrames.Nothing);
        while (true)
        {
            var message = await _client.ReceiveJsonAsync();
            V1Schema.AssertFromServer(message.GetRawText());
            if (message.GetProperty("type").GetString() == "verdict") return told;
            told.Add(message);
        }
    }
}
