using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Delivery.Uploads;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of pictures on the socket and in the store.</summary>
internal sealed class DeliveryMetrics
{
    private static readonly MetricLabel Store = MetricLabel.Configured("store", "`Delivery:Store`, in lower case");

    private readonly Counter.Child _bytesOnSocket;
    private readonly Counter.Child _bytesToStore;
    private readonly Histogram.Child _stored;
    private readonly Counter.Child[] _dropped;
    private readonly Counter.Child[] _failed;
    private readonly Counter.Child _swept;
    private readonly Gauge.Child _waiting;
    private readonly MetricBook _book;

    public DeliveryMetrics(MetricBook book, StoreName store)
    {
        _book = book;
        var bytes = book.Counter("proctoring_picture_bytes_total", "Bytes of annotated pictures that left: on sockets, or to a store.", MetricLabel.Configured("to", "socket, or `Delivery:Store` in lower case"));
        (_bytesOnSocket, _bytesToStore) = (bytes.WithLabels("socket"), bytes.WithLabels(store.Value));
        _stored = book.Histogram("proctoring_picture_upload_seconds", "Time from a picture's drawing until it was stored.", MetricBook.LatencyBuckets, Store).WithLabels(store.Value);
        var dropped = book.Counter("proctoring_pictures_unstored_total", "Pictures that were to be stored and were not, by reason.", Store, MetricLabel.Of("reason", MetricLabel.NamesOf<DropReason>()));
        _dropped = [.. MetricLabel.NamesOf<DropReason>().Select(reason => dropped.WithLabels(store.Value, reason))];
        var failed = book.Counter("proctoring_picture_attempts_failed_total", "Attempts to store a picture that failed, by reason.", Store, MetricLabel.Of("reason", MetricLabel.NamesOf<FailureKind>()));
        _failed = [.. MetricLabel.NamesOf<FailureKind>().Select(kind => failed.WithLabels(store.Value, kind))];
        _swept = book.Counter("proctoring_pictures_swept_total", "Expired pictures that the sweeper deleted.", Store).WithLabels(store.Value);
        _waiting = book.Gauge("proctoring_picture_waiting_bytes", "Bytes of pictures that wait for the store or are on their way to it.", Store).WithLabels(store.Value);
    }

    public void SentOnSocket(int bytes) => _bytesOnSocket.Inc(bytes);

    public void Stored(int bytes, TimeSpan took)
    {
        _bytesToStore.Inc(bytes);
        _stored.Observe(took.TotalSeconds);
    }

    public void Dropped(DropReason reason) => _dropped[(int)reason].Inc();

    public void AttemptFailed(FailureKind kind) => _failed[(int)kind].Inc();

    public void Swept(long pictures) => _swept.Inc(pictures);

    public void ShowWaiting(Func<long> bytes) => _book.BeforeScrape(() => _waiting.Set(bytes()));
}
