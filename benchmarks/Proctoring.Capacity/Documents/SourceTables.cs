using System.Text;
using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Documents;

/// <summary>Where each number comes from.</summary>
internal static class SourceTables
{
    public static void Write(StringBuilder text, FigureBook figures, Settings settings, PriceList prices)
    {
        text.Append("\nMeasured (`benchmarks/Proctoring.Capacity/figures.json`; `make capacity` takes them from `artifacts/bench.json` where that is newer):\n\n| figure | value | how | where and when |\n| --- | --- | --- | --- |\n");
        foreach (var figure in figures.All.Where(figure => figure.Kind == FigureKind.Measured))
            text.Append($"| `{figure.Name}` | {Numbers.Text(figure.Value)} {figure.Unit} | {figure.How} | {figure.Machine}, {figure.On:yyyy-MM-dd} |\n");
        text.Append("\nAssumed: nobody has measured these here. Put in your own.\n\n| figure | value | taken from |\n| --- | --- | --- |\n");
        foreach (var figure in figures.All.Where(figure => figure.Kind == FigureKind.Assumed)) text.Append($"| `{figure.Name}` | {Numbers.Text(figure.Value)} {figure.Unit} | {figure.How} |\n");
        text.Append("\nSettings, read from the code, the page and the chart as they are:\n\n| setting | value |\n| --- | --- |\n");
        foreach (var (name, value) in Of(settings)) text.Append($"| {name} | {value} |\n");
        text.Append("\nPrices (`benchmarks/Proctoring.Capacity/prices.json`). All are examples and nobody's offer: put in your own.\n\n| price | example |\n| --- | --- |\n");
        foreach (var price in prices.All) text.Append($"| `{price.Name}` | {Numbers.Text(price.Value)} {price.Unit} |\n");
    }

    private static IEnumerable<(string Name, string Value)> Of(Settings settings)
    {
        yield return ("`Page:Interval`", $"{1000 * settings.Interval:0} ms");
        yield return ("`Page:ReconnectAttempts`, `Page:ReconnectMaxDelay`", $"{settings.Attempts}, {settings.LongestDelay} s");
        yield return ("page: a connection without an answer is dead, one without a hello", $"{settings.DeadAfter} s, {settings.HelloWithin} s");
        yield return ("`Access:SocketsPerSecond`, `SocketBurst`, `MaxSockets`", $"{settings.SocketsPerSecond}, {settings.SocketBurst}, {Numbers.Scale(settings.MaxSockets)}");
        yield return ("`Verdicts:BlindTolerance`", $"{settings.BlindTolerance} s");
        yield return ("`Delivery:Interval`, `Delivery:KeepFor`", $"{settings.PictureInterval} s, {settings.PictureKeepFor / 3600} h");
        yield return ("chart: `gateway.candidatesPerPod`, cores asked for, cores at most", $"{settings.Gateway.CandidatesPerPod}, {settings.Gateway.Request}, {settings.Gateway.Limit}");
        yield return ("chart: `gateway.scaling` least pods, CPU target, `preStopSeconds`, surge of a rollout", $"{settings.Gateway.Min}, {100 * settings.Gateway.CpuTarget} %, {settings.Gateway.PreStop} s, {settings.Gateway.Surge}");
        yield return ("chart: `poolDefaults` candidatesPerPod, cores, least pods, CPU target", $"{settings.Pool.CandidatesPerPod}, {settings.Pool.Cores}, {settings.Pool.Min}, {100 * settings.Pool.CpuTarget} %");
    }
}
