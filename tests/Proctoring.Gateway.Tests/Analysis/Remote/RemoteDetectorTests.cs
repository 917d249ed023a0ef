using System.Net.WebSockets;
using System.Text.Json;
using Grpc.Core;
using Proctoring.Contracts.OpenInference;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote;

/// <summary>Frames through the real gateway to a scripted pod and back.</summary>
public sealed class RemoteDetectorTests : IAsyncLifetime
{
    private ScriptedPod _pod = null!;
    private GatewayHost _host = null!;

    public async Task InitializeAsync()
    {
        _pod = await ScriptedPod.StartAsync();
        _host = await GatewayHost.StartAsync([_pod]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _pod.DisposeAsync();
    }

    [Fact]
    public async Task Frame_Analysed_ArrivesWithPictureDetectionsAndTimes()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await client.SendAsync(ScriptedFrames.Seeing("cell phone=0.61;book=0.4"));

        var picture = await client.ReceiveAsync();
        Assert.Equal(WebSocketMessageType.Binary, picture.Type);
        Assert.Equal(ScriptedFrames.Seeing("cell phone=0.61;book=0.4"), picture.Bytes);
        var verdict = await client.HearAsync("verdict");
        Assert.Equal("cell phone detected!", verdict.GetProperty("message").GetString());
        Assert.Equal(
            """[{"label":"cell phone","score":0.61,"box":[10,10,90,90]},{"label":"book","score":0.4,"box":[10,10,90,90]}]""",
            verdict.GetProperty("detections").GetRawText());
        Assert.Equal($$"""{"width":{{Scene.Width}},"height":{{Scene.Height}}}""", verdict.GetProperty("image").GetRawText());
        Assert.Equal(ScriptedAnswer.Provider, verdict.GetProperty("provider").GetString());
        Assert.Equal(ScriptedAnswer.Network, verdict.GetProperty("model").GetString());
        AssertTimes(verdict.GetProperty("latency_ms"));
        Assert.Equal(1, await _host.MetricAsync("proctoring_inference_calls_total{outcome=\"analysed\"}"));
        Assert.Equal(1, await _host.MetricAsync("proctoring_inference_pods{state=\"ready\"}"));
    }

    private static void AssertTimes(JsonElement latency)
    {
        Assert.True(latency.GetProperty("wait").GetDouble() > 1, "the pod's wait is added to the gateway's");
        Assert.Equal([2, 3, 4, 5], ((string[])["decode", "infer", "post", "annotate"]).Select(stage => latency.GetProperty(stage).GetDouble()));
    }

    [Fact]
    public async Task Request_OfAFrame_SaysWhatTheContractNames()
    {
        var (client, hello) = await _host.StartAsync();
        await using var _ = client;
        await client.ShowAsync(ScriptedFrames.Phone);
        await client.ShowAsync(ScriptedFrames.Nothing);

        var requests = _pod.Requests.ToArray();
        var asks = requests[0].Parameters;
        Assert.Equal(DetectorContract.Model, requests[0].ModelName);
        Assert.Equal(hello.GetProperty("session").GetString(), asks[DetectorContract.Asks.Sequence].StringParam);
        Assert.True(asks[DetectorContract.Asks.Gray].BoolParam);
        Assert.InRange(asks[DetectorContract.Asks.Timeout].Int64Param, 1_000_000, 2_000_000);
        Assert.Equal([2, 1], requests.Select(request => request.Parameters[DetectorContract.Asks.Priority].Int64Param)); // a phone is in view at the second
        Assert.Equal([DetectorContract.Detections, DetectorContract.Annotated], requests[0].Outputs.Select(output => output.Name));
    }

    [Fact]
    public async Task Pictures_None_AreNotAskedFor()
    {
        var (client, _) = await _host.StartAsync("""{"type":"start","pictures":"none"}""");
        await using var __ = client;
        await client.ShowAsync(ScriptedFrames.Phone);

        Assert.True(_pod.Requests.TryPeek(out var request));
        Assert.Equal(DetectorContract.Detections, Assert.Single(request.Outputs).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ForeignServer_DetectionsAlone_AreUnderstoodByTheConfiguredLabels(bool typed)
    {
        (_pod.Behaviour.IsForeign, _pod.Behaviour.AnswersTyped) = (true, typed);
        var labels = ScriptedAnswer.Classes.Select((name, i) => ($"Inference:Labels:{i}", name)).ToArray();
        await using var host = await GatewayHost.StartAsync([_pod], null, labels);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        await client.SendAsync(ScriptedFrames.Phone);

        Assert.Equal(ScriptedFrames.Phone, (await client.ReceiveAsync()).Bytes);
        var verdict = await client.HearAsync("verdict");
        Assert.Equal("cell phone detected!", verdict.GetProperty("message").GetString());
        Assert.Equal("remote", verdict.GetProperty("provider").GetString());
        Assert.Equal(DetectorContract.Model, verdict.GetProperty("model").GetString());
        Assert.True(verdict.GetProperty("latency_ms").GetProperty("infer").GetDouble() > 0);
        Assert.Equal(0, verdict.GetProperty("latency_ms").GetProperty("decode").GetDouble());
    }

    [Fact]
    public async Task Frame_Undecodable_IsToldWithThePodsSentenceEachTime()
    {
        await using var client = await _host.ConnectAsync();
        for (var i = 0; i < 2; i++)
            Assert.Equal("Frame conversion failed", (await client.AskAsync(ScriptedFrames.Seeing("undecodable"))).GetProperty("message").GetString());

        Assert.Equal("cell phone detected!", (await client.AskAsync(ScriptedFrames.Phone)).GetProperty("message").GetString());
        Assert.Equal(2, await _host.MetricAsync("proctoring_inference_calls_total{outcome=\"undecodable\"}"));
        Assert.Equal(2, await _host.MetricAsync("proctoring_frames_rejected_total{reason=\"undecodable\"}"));
    }

    [Theory]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.Unimplemented)]
    public async Task Pod_CannotDoIt_IsToldAndTheSessionGoesOn(StatusCode status)
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        _pod.Behaviour.FailsWith = status;
        await client.SendAsync(ScriptedFrames.Phone);
        Assert.Equal("frame_failed", (await client.HearAsync("error")).GetProperty("code").GetString());

        _pod.Behaviour.FailsWith = StatusCode.OK;
        await client.ShowAsync(ScriptedFrames.Phone);
        Assert.Equal(1, await _host.MetricAsync("proctoring_inference_calls_total{outcome=\"failed\"}"));
        Assert.Equal(1, await _host.MetricAsync("proctoring_frames_failed_total"));
    }
}
