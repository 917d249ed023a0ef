namespace Proctoring.Vision.Providers;

/// <summary>Which execution provider runs a model, and how that is known.</summary>
/// <param name="Provider">E.g. <c>CUDA</c>; as configured.</param>
/// <param name="NodeShare">Share (0–1) of the graph's nodes that ran on it in a profiled run.</param>
/// <param name="TimeShare">Share (0–1) of that run's time.</param>
/// <param name="PassedOver">Providers that come before it in the list, and why they do not run.</param>
/// <param name="Missing">Why the requirement is not met; null when it is or there is none.</param>
public sealed record ProviderReport(
    string Provider, double NodeShare, double TimeShare, IReadOnlyList<PassedOver> PassedOver, string? Missing)
{
    /// <summary>The report as a sentence for people.</summary>
    public override string ToString()
    {
        var passedOver = string.Concat(PassedOver.Select(p => $"; {p.Provider} was passed over: {p.Reason}"));
        return $"{Provider} runs {NodeShare:P0} of the nodes and {TimeShare:P0} of the time{passedOver}";
    }
}

/// <param name="Reason">A sentence without its full stop.</param>
public sealed record PassedOver(string Provider, string Reason);
