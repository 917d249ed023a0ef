using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Incidents.Retention;

/// <summary>
/// Removes incidents whose time is up: their pictures, then themselves, so that no picture is left that nobody knows of. Every gateway
/// does so; what another was quicker with is passed over.
/// </summary>
internal sealed class IncidentReaper(IIncidentStore store, EvidenceObjects objects, IncidentMetrics metrics, TimeProvider time, ILogger<IncidentReaper> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Round * (0.5 + Random.Shared.NextDouble()), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await RemoveExpiredAsync(stoppingToken);
        }
    }

    private async Task RemoveExpiredAsync(CancellationToken stop)
    {
        try
        {
            while (await store.ExpiredAsync(stop) is { Count: > 0 } expired)
            {
                foreach (var file in expired)
                {
                    await objects.DeleteAsync(file.Evidence, stop);
                    if (!await store.RemoveAsync(file, stop)) return;
                    metrics.Expired.Inc();
                }
            }
        }
        catch (Exception e) // the next round finds what this one has left
        {
            if (!stop.IsCancellationRequested) Log.ReapingFailed(logger, e.Message.Split('\n', 2)[0]);
        }
    }
}
