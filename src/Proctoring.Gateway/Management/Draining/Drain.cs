using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Sessions;
using Proctoring.Hosting.Telemetry;

namespace Proctoring.Gateway.Management.Draining;

/// <summary>
/// What a gateway does between SIGTERM and the end of Kestrel: nobody comes in any more, sessions end, and their last counts are
/// read. Probes and metrics are answered all the while; the probe says no.
/// </summary>
internal sealed class Drain(FrontDoor door, LiveSessions sessions, Scrapes scrapes, TimeProvider time, IOptions<HostOptions> host, IHostApplicationLifetime lifetime)
    : IHostedLifecycleService, IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("draining") : HealthCheckResult.Healthy("not draining"));

    /// <param name="cancellationToken">Fires when the time to stop is up; what is left is cut off then.</param>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // The other half is for states that are still to be stored.
        using var half = new CancellationTokenSource(host.Value.ShutdownTimeout / 2, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(half.Token, cancellationToken);
        await door.CloseAsync(cancellationToken);
        lifetime.StopApplication(); // sessions hear of it; on SIGTERM they have already
        await sessions.WaitForGoodbyesAsync(cancellationToken);
        await scrapes.WaitForNextAsync(either.Token);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
