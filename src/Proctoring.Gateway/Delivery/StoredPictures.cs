using Proctoring.Contracts;
using Proctoring.Gateway.Delivery.Uploads;

namespace Proctoring.Gateway.Delivery;

/// <summary>
/// Pictures in a store. The verdict of a picture's frame leaves at once; where the picture lies is said by the next verdict after
/// its upload.
/// </summary>
/// <param name="interval">Time between two pictures at least; frames in between are not drawn.</param>
internal sealed class StoredPictures(UploadQueue uploads, TimeProvider time, TimeSpan interval) : IPictureDelivery
{
    private readonly UploadSlot _slot = new(uploads);
    private long? _latestAt;

    public PictureWish Wish => IsDue ? PictureWish.Always : PictureWish.None;

    private bool IsDue => _latestAt is not { } latest || time.GetElapsedTime(latest) >= interval;

    public PooledBytes? Deliver(AnalyzedFrame result, long frame)
    {
        // Two frames may have been asked for before the first of them came back.
        if (!IsDue || result.TakePicture() is not { } picture) return null;
        _latestAt = time.GetTimestamp();
        _slot.Put(new PendingPicture(picture, frame, _latestAt.Value));
        return null;
    }

    public StoredPicture? TakeStored() => _slot.TakeStored();

    public void Dispose() => _slot.Dispose();
}
