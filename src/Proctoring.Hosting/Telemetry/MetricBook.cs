using Prometheus;

namespace Proctoring.Hosting.Telemetry;

/// <summary>Where every metric of a host is made, and kept on record for the catalogue, <c>docs/metrics.md</c>.</summary>
public sealed class MetricBook
{
    /// <summary>For what candidates wait for: 1 ms to 1 s with steps of at most 1.5, then out to 10 s.</summary>
    public static readonly IReadOnlyList<double> LatencyBuckets =
        [0.001, 0.0015, 0.002, 0.003, 0.004, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2.5, 5, 10];

    private readonly CollectorRegistry _registry;
    private readonly MetricFactory _factory;
    private readonly List<MetricEntry> _entries = [];
    private readonly Lock _writing = new();

    /// <param name="registry">One a host.</param>
    public MetricBook(CollectorRegistry registry)
    {
        _registry = registry;
        _factory = Metrics.WithCustomRegistry(registry);
        _factory.ExemplarBehavior = ExemplarBehavior.NoExemplars(); // the default makes one, with its strings, on every count of every frame
    }

    public IReadOnlyList<MetricEntry> Entries
    {
        get
        {
            lock (_writing) return [.. _entries];
        }
    }

    public Counter Counter(string name, string meaning, params IReadOnlyList<MetricLabel> labels) =>
        Begin(_factory.CreateCounter(name, meaning, Enter(name, "counter", meaning, labels)), labels);

    public Gauge Gauge(string name, string meaning, params IReadOnlyList<MetricLabel> labels) =>
        Begin(_factory.CreateGauge(name, meaning, Enter(name, "gauge", meaning, labels)), labels);

    public Histogram Histogram(string name, string meaning, IReadOnlyList<double> buckets, params IReadOnlyList<MetricLabel> labels) =>
        Begin(_factory.CreateHistogram(name, meaning, Enter(name, "histogram", meaning, labels, buckets), new HistogramConfiguration { Buckets = [.. buckets] }), labels);

    /// <summary>Called before each scrape: for gauges that show what is there anyway.</summary>
    public void BeforeScrape(Action show) => _registry.AddBeforeCollectCallback(show);

    private string[] Enter(string name, string type, string meaning, IReadOnlyList<MetricLabel> labels, params IReadOnlyList<double> buckets)
    {
        lock (_writing) _entries.Add(new MetricEntry(name, type, meaning, labels, buckets));
        return [.. labels.Select(label => label.Name)];
    }

    // Every series that is known beforehand is there from the start.
    private static TCollector Begin<TCollector>(TCollector metric, IReadOnlyList<MetricLabel> labels)
        where TCollector : Collector
    {
        if (labels.Count == 0 || labels.Any(label => label.Values.Count == 0)) return metric;
        IEnumerable<string[]> combinations = [[]];
        foreach (var label in labels) combinations = combinations.SelectMany(_ => label.Values, (before, value) => (string[])[.. before, value]);
        foreach (var values in combinations) Begin(metric, values);
        return metric;
    }

    private static void Begin(Collector metric, string[] values)
    {
        switch (metric)
        {
            case Counter counter:
                counter.WithLabels(values);
                break;
            case Gauge gauge:
                gauge.WithLabels(values);
                break;
            case Histogram histogram:
                histogram.WithLabels(values);
                break;
        }
    }
}
