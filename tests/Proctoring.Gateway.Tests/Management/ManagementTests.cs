using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Management;

public sealed class ManagementTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    public async Task ManagementEndpoint_OnEachPort_AnswersOnItsOwnOnly(string path)
    {
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(_host.Management, path))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(new Uri(_host.Main, path))).StatusCode);
    }

    [Fact]
    public async Task ManagementEndpoint_AllowedOnMainPort_AnswersThereToo()
    {
        await using var laptop = await GatewayHost.StartAsync(null, ("Server:ManagementOnMainPort", "true"));

        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(laptop.Main, "/readyz"))).StatusCode);
    }

    [Fact]
    public async Task NotReady_ProbeAndSocket_SayUnavailableAndTheProcessIsAlive()
    {
        _host.SetReady(false);

        var ready = await _http.GetAsync(new Uri(_host.Management, "/readyz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("warming up", await ready.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(_host.Management, "/healthz"))).StatusCode);
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => _host.ConnectAsync());
        Assert.Contains("503", refused.Message);
    }

    [Fact]
    public async Task Socket_PlainRequest_IsToldToUpgrade() =>
        Assert.Equal(HttpStatusCode.UpgradeRequired, (await _http.GetAsync(new Uri(_host.Main, "/ws/proctoring/"))).StatusCode);

    [Theory]
    [InlineData("Verdicts:Hold", "00:00:00", "Hold")]
    [InlineData("Frames:MaxBytes", "10", "MaxBytes")]
    [InlineData("Server:Port", "70000", "Port")]
    [InlineData("Server:Address", "localhost!", "Address")]
    [InlineData("Page:Interval", "00:01:00", "Interval")]
    [InlineData("Transport:SendTimeout", "00:00:00", "SendTimeout")]
    public async Task Start_BadSetting_RefusesAndNamesIt(string key, string value, string named)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(null, (key, value)));

        Assert.Contains(named, refused.Message);
    }

    [Fact]
    public async Task Page_Files_CarryTheContentSecurityPolicy()
    {
        foreach (var path in (string[])["/", "/js/main.js", "/css/page.css", "/texts/de.json"])
        {
            var page = await _http.GetAsync(new Uri(_host.Main, path));
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    [Fact]
    public async Task PageConfiguration_Defaults_AreTheFirstClients()
    {
        var configuration = await _http.GetStringAsync(new Uri(_host.Main, "/config.json"));

        Assert.Equal(
            """{"socketPath":"/ws/proctoring/","intervalMs":300,"jpegQuality":0.5,"width":640,"height":480,"holdMs":6000,"reconnect":{"attempts":5,"maxDelayMs":5000},"kept":{"sessionHours":6,"pictureHours":0,"evidenceDays":0},"pictures":{"mode":"inline","host":null},"needsToken":false,"embeddedBy":[]}""",
            configuration);
    }

    [Fact]
    public async Task Metrics_AfterAFrame_HoldLatencyByStageAndProvider()
    {
        await using var client = await _host.ConnectAsync();
        await client.AskAsync(ScriptedFrames.Nothing);

        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_frames_analysed_total{provider=\"Scripted\"}") == 1, "the frame is counted");
        foreach (var stage in (string[])["wait", "decode", "infer", "post", "annotate", "total"])
            Assert.Equal(1, await _host.MetricAsync($"proctoring_frame_latency_seconds_count{{stage=\"{stage}\",provider=\"Scripted\"}}"));
    }
}
