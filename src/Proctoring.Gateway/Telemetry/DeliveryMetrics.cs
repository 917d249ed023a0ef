using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Delivery.Uploads;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of pictures on the socket and in the store.</summary>
internal sealed class DeliveryMetrics
{
    // 5 ms to 5 s, the freshest that is dropped by default.
    private static readonly double[] UploadBuckets = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10];

    private readonly Counter.Child _bytesOnSocket;
    private readonly Counter.Child _bytesToStore;
    private readonly Histogram.Child _stored;
    private readonly Counter.Child[] _dropped;
    private readonly Counter.Child[] _failed;
    private readonly Counter.Child _swept;
    private readonly Gauge.Child _waiting;
    private readonly CollectorRegistry _registry;

    public DeliveryMetrics(CollectorRegistry registry, StoreName store)
    {
        _registry = registry;
        var metrics = Metrics.WithCustomRegistry(registry);
        metrics.ExemplarBehavior = ExemplarBehavior.NoExemplars();
        var bytes = metrics.CreateCounter("proctoring_picture_bytes_total", "Bytes of annotated pictures that left: on sockets, or to a store.", "to");
        (_bytesOnSocket, _bytesToStore) = (bytes.WithLabels("socket"), bytes.WithLabels(store.Value));
        _stored = metrics.CreateHistogram("proctoring_picture_upload_seconds", "Time from a picture's drawing until it was stored.",
            ["store"], new HistogramConfiguration { Buckets = UploadBuckets }).WithLabels(store.Value);
        var dropped = metrics.CreateCounter("proctoring_pictures_unstored_total", "Pictures that were to be stored and were not, by reason.", "store", "reason");
        _dropped = [.. Enum.GetNames<DropReason>().Select(reason => dropped.WithLabels(store.Value, reason.ToLowerInvariant()))];
        var failed = metrics.CreateCounter("proctoring_picture_attempts_failed_total", "Attempts to store a picture that failed, by reason.", "store", "reason");
        _failed = [.. Enum.GetNames<FailureKind>().Select(kind => failed.WithLabels(store.Value, kind.ToLowerInvariant()))];
        _swept = metrics.CreateCounter("proctoring_pictures_swept_total", "Expired pictures that the sweeper deleted.", "store").WithLabels(store.Value);
        _waiting = metrics.CreateGauge("proctoring_picture_waiting_bytes", "Bytes of pictures that wait for the store or are on their way to it.", "store").WithLabels(store.Value);
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

    public void ShowWaiting(Func<long> bytes) => _registry.AddBeforeCollectCallback(() => _waiting.Set(bytes()));
}
