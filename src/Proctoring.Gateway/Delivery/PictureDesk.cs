using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery.Uploads;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Delivery;

/// <summary>Says what pictures a session gets, and delivers them.</summary>
internal sealed class PictureDesk(UploadQueue uploads, DeliveryMetrics metrics, TimeProvider time, IOptions<DeliveryOptions> options)
{
    /// <param name="asked">What the client would rather have; null for no wish.</param>
    public PictureMode Grant(string room, PictureMode? asked) => PictureModes.Grant(options.Value.PicturesOf(room), asked);

    public IPictureDelivery Open(PictureMode mode) => mode switch
    {
        PictureMode.None => NoPictures.Instance,
        PictureMode.Url => new StoredPictures(uploads, time, options.Value.Interval),
        _ => new SocketPictures(mode == PictureMode.Changes, metrics),
    };
}
