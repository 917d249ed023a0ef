using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Delivery;

/// <summary>
/// Deletes pictures whose time is up, where no lifecycle rule of the store does. Several gateways may sweep one store: what one of
/// them has deleted the others pass over.
/// </summary>
internal sealed class Sweeper(IObjectStore store, StoreName name, DeliveryMetrics metrics, TimeProvider time, IOptions<DeliveryOptions> options, ILogger<Sweeper> logger)
    : BackgroundService
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // A tenth of the time that pictures are kept: none stays much longer than that.
    private readonly TimeSpan _round = options.Value.KeepFor / 10 < Longest ? options.Value.KeepFor / 10 : Longest;

    private bool IsNeeded => options.Value.Store == StoreKind.Folder || options.Value.Sweep;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsNeeded) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            await SweepAsync(stoppingToken);
            await Task.Delay(_round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        var swept = 0L;
        try
        {
            var expired = store.ListAsync(ObjectName.Pictures, time.GetUtcNow() - options.Value.KeepFor, stop);
            await Parallel.ForEachAsync(expired, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (picture, cancellation) =>
            {
                await store.DeleteAsync(picture, cancellation);
                Interlocked.Increment(ref swept);
            });
            if (swept > 0) Log.Swept(logger, swept, name.Value);
        }
        catch (Exception e) // the store's affair: the next round finds what this one has left
        {
            if (!stop.IsCancellationRequested) Log.SweepFailed(logger, name.Value, _round.TotalSeconds, e.Message.Split('\n', 2)[0]);
        }
        metrics.Swept(swept);
    }
}
