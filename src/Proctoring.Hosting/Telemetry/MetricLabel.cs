namespace Proctoring.Hosting.Telemetry;

/// <summary>A label and all it can say. What has no end, such as sessions, rooms and people, is never a label.</summary>
public sealed record MetricLabel
{
    private MetricLabel(string name, IReadOnlyList<string> values, string origin) => (Name, Values, Origin) = (name, values, origin);

    public string Name { get; }

    /// <summary>Every value; empty where the settings name them.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Where values come from that are not known beforehand; empty otherwise.</summary>
    public string Origin { get; }

    /// <summary>A label whose values are known. Their series are there from the start, so that the first event is an increase.</summary>
    public static MetricLabel Of(string name, params IReadOnlyList<string> values) => new(name, values, "");

    /// <summary>The names of an enumeration as metrics say them, in its order.</summary>
    public static string[] NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    /// <summary>A label whose few values are named by the settings.</summary>
    /// <param name="origin">Which setting, for the catalogue.</param>
    public static MetricLabel Configured(string name, string origin) => new(name, [], origin);
}
