using Proctoring.Contracts;

namespace Proctoring.Gateway.Delivery;

/// <summary>How one session's pictures reach its candidate. Used by one frame at a time; never makes a verdict wait.</summary>
internal interface IPictureDelivery : IDisposable
{
    /// <summary>Whether a picture of the next frame is of use.</summary>
    PictureWish Wish { get; }

    /// <summary>Takes an analysed frame's picture over, if it has one.</summary>
    /// <returns>What goes onto the socket with the frame's verdict, owned by the caller; null for nothing.</returns>
    PooledBytes? Deliver(AnalyzedFrame result, long frame);

    /// <summary>The newest picture that was stored since this was last asked, for the verdict that leaves now; null for none.</summary>
    StoredPicture? TakeStored();
}

/// <summary>A picture that can be fetched.</summary>
/// <param name="Url">Signed; absolute, or relative to the server's own address.</param>
/// <param name="Frame">The frame it shows.</param>
/// <param name="Expires">From then on the address opens nothing.</param>
internal sealed record StoredPicture(string Url, long Frame, DateTimeOffset Expires);
