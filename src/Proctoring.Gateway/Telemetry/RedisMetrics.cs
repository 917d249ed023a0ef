using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of the calls to Redis.</summary>
internal sealed class RedisMetrics
{
    // 0.1 ms to 5 s.
    private static readonly double[] Buckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    private readonly Counter _calls;
    private readonly Histogram _latency;
    private readonly Gauge _pending;
    private readonly CollectorRegistry _registry;

    public RedisMetrics(CollectorRegistry registry)
    {
        _registry = registry;
        var metrics = Metrics.WithCustomRegistry(registry);
        metrics.ExemplarBehavior = ExemplarBehavior.NoExemplars();
        _calls = metrics.CreateCounter("proctoring_redis_calls_total", "Calls to Redis that have ended, by operation and outcome.", "operation", "outcome");
        _latency = metrics.CreateHistogram("proctoring_redis_call_seconds", "Time a call to Redis took, by operation.", ["operation"], new HistogramConfiguration { Buckets = Buckets });
        Away = metrics.CreateGauge("proctoring_redis_away", "1 while Redis cannot be reached.");
        _pending = metrics.CreateGauge("proctoring_redis_writes_pending", "Sessions whose newest state is not stored yet.");
        StatesLost = metrics.CreateCounter("proctoring_redis_states_lost_total", "States that could not be stored before the process ended, or for want of room.");
        Fenced = metrics.CreateCounter("proctoring_redis_fenced_total", "Sessions that another gateway had taken over when this one wanted to write.");
        Unreplicated = metrics.CreateCounter("proctoring_redis_unreplicated_total", "States that had to be kept and that no replica confirmed in time.");
    }

    public Gauge Away { get; }

    public Counter StatesLost { get; }

    public Counter Fenced { get; }

    public Counter Unreplicated { get; }

    /// <summary>Counts what waits to be written whenever somebody looks.</summary>
    public void ShowPending(Func<int> count) => _registry.AddBeforeCollectCallback(() => _pending.Set(count()));

    public void Count(string operation, string outcome, TimeSpan took)
    {
        _calls.WithLabels(operation, outcome).Inc();
        _latency.WithLabels(operation).Observe(took.TotalSeconds);
    }
}
