using Proctoring.Capacity.Drawing;
using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Planning;
using Proctoring.Capacity.Simulation;

namespace Proctoring.Capacity.Documents;

/// <summary>The document's plots by file name.</summary>
internal static class Plots
{
    private static readonly int[] Steps = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

    public static IEnumerable<(string File, string Svg)> All(FigureBook figures, Settings settings, PriceList prices, IReadOnlyList<Outcome> outcomes)
    {
        yield return ("sockets.svg", Sockets(SocketFit.Of(figures)).Svg());
        yield return ("pods.svg", Pods(figures, settings, prices).Svg());
        yield return ("network.svg", Network(figures, settings, prices).Svg());
        yield return ("cost.svg", Cost(figures, settings, prices).Svg());
        yield return ("upsets.svg", Blind("Blind after an upset, 1,000,000 candidates", outcomes, -Simulated.UpsetAt, (Scenarios.Zone, "zone dies"), (Scenarios.ZoneLate, "edge late"), (Scenarios.ZonePatient, "page notices after 15 s"), (Scenarios.Edge, "edge restarts")).Svg());
        yield return ("dense.svg", Blind("The edge restarts, 4,000 sockets a gateway, 1,000,000 candidates", outcomes, -Simulated.UpsetAt, (Scenarios.Dense, "as it is"), (Scenarios.DenseMended, "100 attempts"), (Scenarios.DenseWider, "800 new sockets a second")).Svg());
        yield return ("coming.svg", Blind("Blind while all come, 1,000,000 candidates", outcomes, 0, (Scenarios.Ready, "pods ready"), (Scenarios.NotReady, "pods not ready")).Svg());
        yield return ("density.svg", Density(outcomes).Svg());
    }

    private static Chart Sockets(SocketFit fit) => new("A gateway's CPU by its sockets", "ms a second; a frame each 300 ms", "sockets",
        new Series("measured", fit.Points, IsPoints: true), new Series($"line: {fit.Slope:F3} ms a candidate-second, R² {fit.R2:F4}", [(0, Math.Max(0, fit.Base)), (fit.Points[^1].Sockets, fit.At(fit.Points[^1].Sockets))]));

    private static Chart Pods(FigureBook figures, Settings settings, PriceList prices)
    {
        var plans = Of(figures, settings, prices, gate: true);
        return Scaled("Pods, with the gate and room for a lost zone", "pods", plans, ("gateways", plan => plan.GatewayPods), ("inference, 4 cores", plan => plan.CpuPods), ("inference, a GPU (assumed)", plan => plan.GpuPods));
    }

    private static Chart Network(FigureBook figures, Settings settings, PriceList prices) => Scaled("Network of the gateways, with the gate", "Gbit/s", Of(figures, settings, prices, gate: true),
        ("from candidates", plan => plan.Inline.FromCandidates), ("to candidates, Inline", plan => plan.Inline.ToCandidates), ("to candidates, Url", plan => plan.Url.ToCandidates), ("from the CDN", plan => plan.Url.Cdn));

    private static Chart Cost(FigureBook figures, Settings settings, PriceList prices) => Scaled("An hour of an exam, at example prices, with the gate", "$", Of(figures, settings, prices, gate: true),
        ("Inline, GPUs", plan => plan.CostInline.All), ("Url, GPUs", plan => plan.CostUrl.All), ("Inline, cores alone", plan => plan.CostOnCores.All));

    private static List<Plan> Of(FigureBook figures, Settings settings, PriceList prices, bool gate) => [.. Steps.Select(candidates => Plan.Of(new Way(candidates, gate, Pace: false), figures, settings, prices))];

    private static Chart Scaled(string title, string unit, List<Plan> plans, params (string Name, Func<Plan, double> Value)[] lines) =>
        new(title, unit, "candidates", [.. lines.Select(line => new Series(line.Name, [.. plans.Select(plan => ((double)plan.Way.Candidates, line.Value(plan)))]))]) { IsLogarithmicAcross = true, IsLogarithmicUpright = true };

    private static Chart Blind(string title, IReadOnlyList<Outcome> outcomes, double shift, params (string Scenario, string Name)[] lines) =>
        new(title, "% of all", shift == 0 ? "seconds since the first came" : "seconds since the upset",
            [.. lines.Select(line => new Series(line.Name, [.. Simulated.One(outcomes, line.Scenario, 1_000_000).Moments.Where(moment => moment.Second + shift >= 0).Select(moment => (moment.Second + shift, 100 * moment.Blind))]))])
        { Most = 100 };

    private static Chart Density(IReadOnlyList<Outcome> outcomes) => new("The edge restarts: candidates whose page gives up", "% of all", "sockets a gateway",
        new Series("5 attempts, 200 new sockets a second", [.. Scenarios.Densities.Select(sockets => ((double)sockets, 100.0 * Simulated.AtDensity(outcomes, sockets).GaveUp / Simulated.DensityCandidates))]))
    { Most = 100 };
}
