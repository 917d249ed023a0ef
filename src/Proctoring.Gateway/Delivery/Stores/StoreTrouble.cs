using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>Counts failed attempts, and says at most every 10 s that they fail, and then once that they work again.</summary>
internal sealed class StoreTrouble(StoreName store, DeliveryMetrics metrics, TimeProvider time, ILogger<StoreTrouble> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private volatile bool _isTold;
    private long? _toldAt;
    private int _since;

    public void Failed(FailureKind kind, Exception exception)
    {
        metrics.AttemptFailed(kind);
        lock (_lock)
        {
            _since++;
            if (_toldAt is { } toldAt && time.GetElapsedTime(toldAt) < Interval) return;
            Log.UploadsFail(logger, store.Value, kind, _since, Describe(exception));
            (_isTold, _toldAt, _since) = (true, time.GetTimestamp(), 0);
        }
    }

    public void Worked()
    {
        if (!_isTold) return;
        lock (_lock)
        {
            if (!_isTold) return;
            _isTold = false;
            Log.UploadsWork(logger, store.Value);
        }
    }

    // The first line: what follows are headers and, in some clients' words, the request with its signature.
    private static string Describe(Exception exception) => exception.Message.Split('\n', 2)[0].Trim();
}

/// <summary>The store's kind as metrics and logs name it.</summary>
internal sealed record StoreName(string Value);
