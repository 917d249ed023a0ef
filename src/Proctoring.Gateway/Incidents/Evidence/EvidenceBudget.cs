using Microsoft.Extensions.Options;
using Proctoring.Contracts;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Incidents.Evidence;

/// <summary>The bytes of all frames that this gateway keeps as evidence: of running episodes, and on their way to the store.</summary>
internal sealed class EvidenceBudget
{
    private readonly IncidentMetrics _metrics;
    private readonly long _most;
    private long _held;

    public EvidenceBudget(IncidentMetrics metrics, IOptions<IncidentOptions> options)
    {
        (_metrics, _most) = (metrics, options.Value.MaxEvidenceBytes);
        metrics.ShowHeld(() => Held);
    }

    public long Held => Interlocked.Read(ref _held);

    /// <summary>Whether there is room for a frame; if not, it is counted as not kept.</summary>
    public bool TryReserve(PooledBytes jpeg)
    {
        if (Interlocked.Add(ref _held, jpeg.Capacity) <= _most) return true;
        Release(jpeg.Capacity);
        _metrics.PictureDropped(PictureLoss.NoRoom);
        return false;
    }

    public void Release(int capacity) => Interlocked.Add(ref _held, -capacity);
}
