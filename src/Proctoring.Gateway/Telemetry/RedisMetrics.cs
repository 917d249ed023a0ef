using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of the calls to Redis.</summary>
internal sealed class RedisMetrics
{
    // From 0.1 ms, then as everything that candidates wait for.
    private static readonly double[] Buckets = [0.0001, 0.00025, 0.0005, .. MetricBook.LatencyBuckets];

    private static readonly MetricLabel Operation = MetricLabel.Of("operation",
        "connect", "dismiss", "erase", "evidence", "find", "forget", "hold", "incident", "issue", "key", "list", "note", "publish", "redeem", "remove", "review", "take", "time", "wait", "write");

    private readonly Counter _calls;
    private readonly Histogram _latency;
    private readonly Gauge _pending;
    private readonly MetricBook _book;

    public RedisMetrics(MetricBook book)
    {
        _book = book;
        _calls = book.Counter("proctoring_redis_calls_total", "Calls to Redis that have ended, by operation and outcome.", Operation, MetricLabel.Of("outcome", "ok", "timeout", "failed"));
        _latency = book.Histogram("proctoring_redis_call_seconds", "Time a call to Redis took, by operation.", Buckets, Operation);
        Away = book.Gauge("proctoring_redis_away", "1 while Redis cannot be reached.");
        _pending = book.Gauge("proctoring_redis_writes_pending", "Sessions whose newest state is not stored yet.");
        StatesLost = book.Counter("proctoring_redis_states_lost_total", "States that could not be stored before the process ended. It is not scraped any more by then: its log says so too.");
        Fenced = book.Counter("proctoring_redis_fenced_total", "Sessions that another gateway had taken over when this one wanted to write.");
        Unreplicated = book.Counter("proctoring_redis_unreplicated_total", "States that had to be kept and that no replica confirmed in time.");
    }

    public Gauge Away { get; }

    public Counter StatesLost { get; }

    public Counter Fenced { get; }

    public Counter Unreplicated { get; }

    /// <summary>Counts what waits to be written whenever somebody looks.</summary>
    public void ShowPending(Func<int> count) => _book.BeforeScrape(() => _pending.Set(count()));

    public void Count(string operation, string outcome, TimeSpan took)
    {
        _calls.WithLabels(operation, outcome).Inc();
        _latency.WithLabels(operation).Observe(took.TotalSeconds);
    }
}
