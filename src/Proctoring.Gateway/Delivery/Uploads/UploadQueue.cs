using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Delivery.Uploads;

/// <summary>
/// The sessions whose newest picture waits for a worker, first come, first served, and the bytes of all pictures that wait or are
/// in work. Both are bounded; beyond either a picture is dropped and counted.
/// </summary>
internal sealed class UploadQueue
{
    /// <summary>Each session is in it once at most, so this is the number of sessions that can wait.</summary>
    private const int MaxSessions = 8192;

    private readonly Channel<UploadSlot> _line = Channel.CreateBounded<UploadSlot>(MaxSessions);
    private readonly DeliveryMetrics _metrics;
    private readonly long _maxBytes;
    private long _bytes;

    public UploadQueue(DeliveryMetrics metrics, IOptions<DeliveryOptions> options)
    {
        (_metrics, _maxBytes) = (metrics, options.Value.MaxWaitingBytes);
        metrics.ShowWaiting(() => Bytes);
    }

    /// <summary>Bytes of pictures that wait or are in work.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public IAsyncEnumerable<UploadSlot> ReadAllAsync(CancellationToken cancellationToken) => _line.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Counts a picture's bytes in; without room it is dropped.</summary>
    public bool TryReserve(PendingPicture picture)
    {
        if (Interlocked.Add(ref _bytes, picture.Jpeg.Length) <= _maxBytes) return true;
        Drop(picture, DropReason.Full);
        return false;
    }

    public bool TryEnter(UploadSlot slot) => _line.Writer.TryWrite(slot);

    /// <summary>A picture that will not be stored.</summary>
    public void Drop(PendingPicture picture, DropReason reason)
    {
        _metrics.Dropped(reason);
        Release(picture, mayBeRead: false);
    }

    /// <summary>Gives a picture's bytes back and counts them out.</summary>
    /// <param name="mayBeRead">
    /// An upload was given up: somewhere below it the bytes may still be on their way out. They must not become another candidate's
    /// picture in the meantime, so they are left to the garbage collector.
    /// </param>
    public void Release(PendingPicture picture, bool mayBeRead)
    {
        Interlocked.Add(ref _bytes, -picture.Jpeg.Length);
        if (mayBeRead) picture.Jpeg.Abandon();
        else picture.Jpeg.Dispose();
    }
}
