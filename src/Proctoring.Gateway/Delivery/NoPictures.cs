using Proctoring.Contracts;

namespace Proctoring.Gateway.Delivery;

/// <summary>No pictures.</summary>
internal sealed class NoPictures : IPictureDelivery
{
    public static readonly NoPictures Instance = new();

    public PictureWish Wish => PictureWish.None;

    public PooledBytes? Deliver(AnalyzedFrame result, long frame) => null;

    public StoredPicture? TakeStored() => null;

    public void Dispose()
    {
        // Nothing is kept here.
    }
}
