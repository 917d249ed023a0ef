using Microsoft.Extensions.Diagnostics.HealthChecks;
using Proctoring.Vision;

namespace Proctoring.Standalone;

/// <summary>Warms the detector up after start and reports ready from then on.</summary>
internal sealed partial class DetectorWarmUp(Detector detector, TimeProvider time, ILogger<DetectorWarmUp> logger) : BackgroundService, IHealthCheck, IAsyncDisposable
{
    private volatile bool _isWarm;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var facts = new Dictionary<string, object> { ["provider"] = detector.Identity.Provider, ["model"] = detector.Identity.Model };
        return Task.FromResult(_isWarm
            ? HealthCheckResult.Healthy("warm", facts)
            : HealthCheckResult.Unhealthy("warming up", data: facts));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the server starts listening meanwhile
        var started = time.GetTimestamp();
        detector.WarmUp();
        _isWarm = true;
        LogWarm(detector.Identity.Model, detector.Identity.Provider, detector.Concurrency, time.GetElapsedTime(started).TotalMilliseconds);
    }

    // A server that cannot listen is disposed of at once: not the detector while it runs.
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (ExecuteTask is { } warming) await warming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(2001, LogLevel.Information, "Detector {Model} is warm on {Provider}, {Concurrency} frames at a time, after {Milliseconds:F0} ms.")]
    private partial void LogWarm(string model, string provider, int concurrency, double milliseconds);
}
