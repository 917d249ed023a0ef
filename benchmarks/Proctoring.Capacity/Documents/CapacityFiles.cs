using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Simulation;
using Proctoring.Testing;

namespace Proctoring.Capacity.Documents;

/// <summary>Where everything lies in the checkout.</summary>
internal static class CapacityFiles
{
    public static string Figures => At("benchmarks/Proctoring.Capacity/figures.json");

    public static string Prices => At("benchmarks/Proctoring.Capacity/prices.json");

    public static string Bench => At("artifacts/bench.json");

    public static string Simulation => At("docs/capacity/simulation.json");

    /// <summary>The document and its plots, as they should be: name below docs, and content.</summary>
    public static IEnumerable<(string Name, string Content)> Write(FigureBook figures, Settings settings, PriceList prices, IReadOnlyList<Outcome> outcomes) =>
    [
        ("capacity.md", CapacityDocument.Write(figures, settings, prices, outcomes)),
        .. Plots.All(figures, settings, prices, outcomes).Select(plot => ($"capacity/{plot.File}", plot.Svg)),
    ];

    public static string Document(string name) => At(Path.Combine("docs", name));

    private static string At(string path) => Path.Combine(Repository.Root, path);
}
