using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote;

public sealed class DetectorReadinessTests
{
    [Fact]
    public async Task Ready_BeforeAnyPodsModelIs_SaysNoAndTakesNoSocket()
    {
        await using var pod = await ScriptedPod.StartAsync();
        pod.Behaviour.IsReady = false;
        await using var host = await GatewayHost.StartRemoteAsync(null, ("Inference:Address", $"http://127.0.0.1:{pod.Port}"));
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_inference_pods{state=\"ready\"}") == 1, "the pod is reached");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.GetAsync("/readyz")).StatusCode);
        await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync());
        pod.Behaviour.IsReady = true;
        await Eventually.TrueAsync(async () => (await host.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK, "it is ready");
        await using var client = await host.ConnectAsync();
        Assert.Single(host.Log.Of(1206));
    }

    [Fact]
    public async Task Ready_PodComesLater_IsFoundThen()
    {
        var pod = await ScriptedPod.StartAsync();
        await using var _ = pod;
        await pod.KillAsync();
        await using var host = await GatewayHost.StartRemoteAsync(null, ("Inference:Address", $"http://127.0.0.1:{pod.Port}"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.GetAsync("/readyz")).StatusCode);

        await pod.StartAsync();
        await Eventually.TrueAsync(async () => (await host.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK, "it is ready");
    }

    [Theory]
    [InlineData("Inference:Address", "", "Address")]
    [InlineData("Inference:Address", "10.0.0.1:8001", "is no pod")]
    [InlineData("Inference:Deadline", "00:01:00", "Deadline")]
    [InlineData("Inference:ResolveInterval", "00:00:00", "ResolveInterval")]
    [InlineData("Inference:Tls:CaFile", "/nowhere/ca.pem", "/nowhere/ca.pem")]
    [InlineData("Inference:Tls:KeyFile", "/etc/hostname", "belong together")]
    public async Task Start_BadSetting_RefusesAndNamesIt(string key, string value, string named)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            GatewayHost.StartRemoteAsync(null, ("Inference:Address", "dns:///proctoring-inference:8001"), (key, value)));

        Assert.Contains(named, refused.Message);
    }
}
