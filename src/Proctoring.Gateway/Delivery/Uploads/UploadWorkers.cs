using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery.Addresses;
using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Delivery.Uploads;

/// <summary>
/// Stores pictures, a bounded number at once, and tells their sessions where. A failed attempt is repeated while the picture is
/// fresh and the newest of its session.
/// </summary>
internal sealed class UploadWorkers(
    UploadQueue queue, IObjectStore store, IAddresses addresses, StoreTrouble trouble, DeliveryMetrics metrics, TimeProvider time, IOptions<DeliveryOptions> options)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly DeliveryOptions _options = options.Value;
    private readonly ObjectHeaders _headers = ObjectHeaders.Picture(options.Value);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _options.Uploads).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var slot in queue.ReadAllAsync(stop))
            {
                if (slot.Take() is { } picture) await StoreAsync(slot, picture, stop);
                slot.Leave();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What still waits is given back by its session.
        }
    }

    private async Task StoreAsync(UploadSlot slot, PendingPicture picture, CancellationToken stop)
    {
        var name = ObjectName.NewPicture();
        var pause = FirstPause;
        var hasFailed = false;
        while (true)
        {
            if (ReasonToGiveUp(slot, picture, hasFailed, stop) is { } reason)
            {
                metrics.Dropped(reason);
                break;
            }
            if (await TryStoreAsync(slot, picture, name, stop)) break;
            hasFailed = true;
            if (ReasonToGiveUp(slot, picture, hasFailed, stop) is not null) continue;
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause *= 2;
        }
        queue.Release(picture, mayBeRead: hasFailed);
    }

    private DropReason? ReasonToGiveUp(UploadSlot slot, PendingPicture picture, bool hasFailed, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return DropReason.Left;
        if (Left(picture) <= TimeSpan.Zero) return DropReason.Stale;
        return hasFailed && slot.IsOvertaken ? DropReason.Overtaken : null;
    }

    private TimeSpan Left(PendingPicture picture) => _options.FreshFor - time.GetElapsedTime(picture.TakenAt);

    private async Task<bool> TryStoreAsync(UploadSlot slot, PendingPicture picture, string name, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromTicks(Math.Clamp(Left(picture).Ticks, 0, _options.AttemptTimeout.Ticks)), time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        try
        {
            var expires = ExpiryOf(time.GetUtcNow());
            var url = await addresses.SignAsync(name, expires, end.Token);
            await store.PutAsync(name, picture.Jpeg.Memory, _headers, end.Token);
            slot.Publish(new StoredPicture(url, picture.Frame, expires));
            metrics.Stored(picture.Jpeg.Length, time.GetElapsedTime(picture.TakenAt));
            trouble.Worked();
            return true;
        }
        catch (Exception e) // whatever a store's client throws: the next attempt, or the next picture, may fare better
        {
            if (!stop.IsCancellationRequested) trouble.Failed(StoreFailure.Of(e, deadline.IsCancellationRequested), e);
            return false;
        }
    }

    // Signatures have whole seconds.
    private DateTimeOffset ExpiryOf(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds((now + _options.AddressLifetime).ToUnixTimeSeconds());
}
