using Proctoring.Contracts;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Delivery;

/// <summary>Pictures on the socket: of every frame, or of those that show something else than the picture before, or a phone.</summary>
internal sealed class SocketPictures(bool changesOnly, DeliveryMetrics metrics) : IPictureDelivery
{
    private long? _drawn;

    public PictureWish Wish => changesOnly && _drawn is { } drawn ? PictureWish.UnlessDrawn(drawn) : PictureWish.Always;

    public PooledBytes? Deliver(AnalyzedFrame result, long frame)
    {
        // Asked again: the frame before may have come back meanwhile.
        if (!Wish.Wants(result.Detections, result.Drawn) || result.TakePicture() is not { } picture) return null;
        _drawn = result.Drawn;
        metrics.SentOnSocket(picture.Length);
        return picture;
    }

    public StoredPicture? TakeStored() => null;

    public void Dispose()
    {
        // Nothing is kept here.
    }
}
