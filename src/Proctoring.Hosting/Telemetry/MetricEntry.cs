namespace Proctoring.Hosting.Telemetry;

/// <summary>One metric as the catalogue has it.</summary>
public sealed record MetricEntry(string Name, string Type, string Meaning, IReadOnlyList<MetricLabel> Labels, IReadOnlyList<double> Buckets)
{
    /// <summary>As the name says it.</summary>
    public string Unit => Words switch
    {
        [.., "seconds", "total"] or [.., "seconds"] => "seconds",
        [.., "bytes", "total"] or [.., "bytes"] => "bytes",
        [.., "share"] => "0–1",
        _ => "count",
    };

    private string[] Words => Name.Split('_');
}
