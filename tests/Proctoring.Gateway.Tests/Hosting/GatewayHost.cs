using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Analysis.Remote;
using Proctoring.Gateway.Sessions;
using Proctoring.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Hosting;

/// <summary>The real gateway on free ports of this machine, with a scripted analyzer and, where asked, a clock that tests turn.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ScriptedAnalyzer? _analyzer;

    private GatewayHost(WebApplication app, ScriptedAnalyzer? analyzer, LogLines log)
    {
        (_app, _analyzer, Log) = (app, analyzer, log);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (Main, Management) = (new Uri(addresses[0]), new Uri(addresses[1]));
    }

    public Uri Main { get; }

    public Uri Management { get; }

    public ScriptedAnalyzer Analyzer => _analyzer ?? throw new InvalidOperationException("This gateway has pods instead.");

    public LogLines Log { get; }

    public bool IsReady { get; private set; } = true;

    public InMemorySessionStore Store => (InMemorySessionStore)_app.Services.GetRequiredService<ISessionStore>();

    /// <summary>Real clock, sessions in Redis: waits until it is ready.</summary>
    public static Task<GatewayHost> StartWithRedisAsync(string endpoints, params (string Key, string Value)[] settings) => StartWithRedisAsync(endpoints, null, settings);

    /// <summary>With a machine's clock of its own.</summary>
    public static async Task<GatewayHost> StartWithRedisAsync(string endpoints, TimeProvider? clock, params (string Key, string Value)[] settings)
    {
        var host = await StartAsync(clock, [("Redis:Endpoints", endpoints), .. settings]);
        await Eventually.TrueAsync(async () => (await host.GetAsync("/readyz")).IsSuccessStatusCode, "Redis is reached");
        return host;
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<GatewayHost> StartAsync(TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var analyzer = new ScriptedAnalyzer();
        GatewayHost? host = null;
        return host = await StartAsync(clock, settings, analyzer, builder =>
        {
            builder.Services.AddSingleton<IFrameAnalyzer>(analyzer);
            builder.Services.AddHealthChecks().AddCheck("script", () => host!.IsReady ? HealthCheckResult.Healthy("warm") : HealthCheckResult.Unhealthy("warming up"), [Readiness.Tag]);
        });
    }

    /// <summary>With another analyzer.</summary>
    public static Task<GatewayHost> StartAsync(IFrameAnalyzer analyzer) => StartAsync(null, [], null, builder => builder.Services.AddSingleton(analyzer));

    /// <summary>In front of inference pods, as the gateway's own program starts it.</summary>
    public static async Task<GatewayHost> StartAsync(IReadOnlyCollection<ScriptedPod> pods, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        (string, string) address = ("Inference:Address", string.Join(',', pods.Select(pod => pod.Address.GetLeftPart(UriPartial.Authority))));
        var host = await StartRemoteAsync(clock, [address, .. settings]);
        await Eventually.TrueAsync(async () => (await host.GetAsync("/readyz")).IsSuccessStatusCode, "a pod is ready");
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_inference_pods{state=\"ready\"}") == pods.Count, "every pod is reached");
        return host;
    }

    /// <summary>As its own program starts it, without waiting for anything.</summary>
    public static Task<GatewayHost> StartRemoteAsync(TimeProvider? clock = null, params (string Key, string Value)[] settings) =>
        StartAsync(clock, settings, null, builder => builder.AddRemoteDetector());

    private static async Task<GatewayHost> StartAsync(
        TimeProvider? clock, (string Key, string Value)[] settings, ScriptedAnalyzer? analyzer, Action<WebApplicationBuilder> addAnalyzer)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Server:Port"] = "0", ["Server:ManagementPort"] = "0" });
        foreach (var (key, value) in settings) builder.Configuration[key] = value;
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddGateway();
        if (clock is not null) builder.Services.AddSingleton(clock);
        addAnalyzer(builder);
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();
        return new GatewayHost(app, analyzer, log);
    }

    public void SetReady(bool ready) => IsReady = ready;

    public Task<CandidateClient> ConnectAsync(string? subprotocol = null) => CandidateClient.ConnectAsync(Main, subprotocol);

    /// <summary>The value of one series on <c>/metrics</c>; 0 while it is not there.</summary>
    public async Task<double> MetricAsync(string series)
    {
        using var http = new HttpClient();
        var lines = (await http.GetStringAsync(new Uri(Management, "/metrics"))).Split('\n');
        var line = lines.FirstOrDefault(l => l.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(series.Length + 1)..]);
    }

    /// <summary>Asks the management port.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var http = new HttpClient();
        return await http.GetAsync(new Uri(Management, path));
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
