using System.Text.Json;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Incidents.Pending;

/// <summary>Stores an incident's pictures, and beside them what was seen in them. Where there is no store, only the latter is kept, with the incident.</summary>
internal sealed class EvidenceUploads(IServiceProvider services, IncidentMetrics metrics, TimeProvider time, IOptions<DeliveryOptions> delivery)
{
    // Null where section Delivery names no store.
    private readonly IObjectStore? _store = services.GetService<IObjectStore>();

    public bool IsPossible => _store is not null;

    /// <returns>Null where something of it could not be stored; the next attempt goes on from there.</returns>
    public async ValueTask<EvidenceIndex?> TryStoreAsync(PendingIncident incident, CancellationToken stop)
    {
        foreach (var frame in incident.Frames)
        {
            if (_store is not null && frame.Held.Jpeg is { } jpeg)
            {
                if (!await TryPutAsync(frame.Name, () => jpeg.Memory, "image/jpeg", stop))
                {
                    frame.HasFailed = true;
                    return null;
                }
                frame.IsStored = true;
            }
            frame.Held.Release(frame.HasFailed);
        }
        var index = new EvidenceIndex(incident.IsWhole, [.. incident.Frames.Select(frame => frame.Describe())], _store is null ? null : incident.BoxesName);
        if (_store is null) return index;
        var boxes = JsonSerializer.SerializeToUtf8Bytes(index, IncidentJson.Default.EvidenceIndex);
        return await TryPutAsync(incident.BoxesName, () => boxes, "application/json", stop) ? index : null;
    }

    /// <summary>Somebody else's evidence of the same episode was first. What cannot be deleted now goes with age.</summary>
    public async ValueTask DeleteAsync(EvidenceIndex index, CancellationToken stop)
    {
        if (_store is null) return;
        foreach (var name in index.ObjectNames()) await TryAsync(cancellation => _store.DeleteAsync(name, cancellation), stop);
    }

    private Task<bool> TryPutAsync(string name, Func<ReadOnlyMemory<byte>> content, string type, CancellationToken stop) =>
        TryAsync(cancellation => _store!.PutAsync(name, content(), ObjectHeaders.Evidence(type), cancellation), stop);

    private async Task<bool> TryAsync(Func<CancellationToken, Task> act, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(delivery.Value.AttemptTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        try
        {
            await act(end.Token);
            return true;
        }
        catch (Exception e) // whatever a store's client throws: the incident waits for the next attempt
        {
            if (!stop.IsCancellationRequested) metrics.AttemptFailed(StoreFailure.Of(e, deadline.IsCancellationRequested));
            return false;
        }
    }
}
