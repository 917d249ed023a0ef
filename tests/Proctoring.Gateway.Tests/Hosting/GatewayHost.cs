using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Management;
using Proctoring.Gateway.Sessions;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Hosting;

/// <summary>The real gateway on free ports of this machine, with a scripted analyzer and, where asked, a clock that tests turn.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayHost(WebApplication app, ScriptedAnalyzer analyzer, LogLines log)
    {
        (_app, Analyzer, Log) = (app, analyzer, log);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (Main, Management) = (new Uri(addresses[0]), new Uri(addresses[1]));
    }

    public Uri Main { get; }

    public Uri Management { get; }

    public ScriptedAnalyzer Analyzer { get; }

    public LogLines Log { get; }

    public bool IsReady { get; private set; } = true;

    public InMemorySessionStore Store => (InMemorySessionStore)_app.Services.GetRequiredService<ISessionStore>();

    public static async Task<GatewayHost> StartAsync(FakeTimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Server:Port"] = "0", ["Server:ManagementPort"] = "0" });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddGateway();
        if (clock is not null) builder.Services.AddSingleton<TimeProvider>(clock);
        var analyzer = new ScriptedAnalyzer();
        builder.Services.AddSingleton<IFrameAnalyzer>(analyzer);
        GatewayHost? host = null;
        builder.Services.AddHealthChecks().AddCheck("script", () => host!.IsReady ? HealthCheckResult.Healthy("warm") : HealthCheckResult.Unhealthy("warming up"), [Readiness.Tag]);
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();
        return host = new GatewayHost(app, analyzer, log);
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

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
