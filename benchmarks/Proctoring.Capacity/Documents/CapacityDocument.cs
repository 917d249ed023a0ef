using System.Text;
using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Planning;
using Proctoring.Capacity.Simulation;

namespace Proctoring.Capacity.Documents;

/// <summary><c>docs/capacity.md</c>, from the figures, the prices, the settings and what the simulation came to.</summary>
internal static class CapacityDocument
{
    public static string Write(FigureBook figures, Settings settings, PriceList prices, IReadOnlyList<Outcome> outcomes)
    {
        var text = new StringBuilder("""
            # Capacity

            What a thousand, a hundred thousand and a million candidates take, and what becomes of them when something breaks. Written by
            `make capacity`; a test keeps it true. Each line names the figures that it was worked out from, and [the end](#where-each-number-comes-from) says how each of
            them was got: **measured** on a machine of two cores, a **setting** of this code, or **assumed**. Nobody has run a million candidates: the plan
            multiplies what one machine measured, and the simulation plays the rules of the code. GPUs were not measured at all.

            ## The plan

            *Gate*: frames that show nothing new need no model run. *Pace*: clients are asked to send fewer of them; the gate says when, so there is none without it, and
            clients of the first dialect cannot be asked ([gating](gating.md)). Pods have room for the loss of one zone; traffic and calls are the exam's own. Pictures: [delivery](delivery.md).
            Pace saves network rather than model runs: `Gating:Interval` wants one a second of everybody all the same.

            """);
        foreach (var candidates in Way.Scales) PlanTable.Write(text, candidates, figures, settings, prices);
        text.Append("\n![pods](capacity/pods.svg)\n\n![network](capacity/network.svg)\n\n![cost](capacity/cost.svg)\n");
        WriteWhatMoves(text, figures, settings, prices);
        WriteSockets(text, figures, settings);
        Findings.Write(text, figures, settings, outcomes);
        text.Append("\n## Where each number comes from\n");
        SourceTables.Write(text, figures, settings, prices);
        return Prose.Wrap(text.ToString());
    }

    private static void WriteWhatMoves(StringBuilder text, FigureBook figures, Settings settings, PriceList prices)
    {
        var way = new Way(1_000_000, Gate: true, Pace: false);
        text.Append($"\n## What moves it most\n\nA million candidates with the gate, Inline.\n\n| if | GPUs | inference pods of 4 cores | from candidates, Gbit/s | an hour with GPUs, $ |\n| --- | --- | --- | --- | --- |\n");
        foreach (var factor in (double[])[0.5, 1, 2, 4]) Line($"a GPU does {Numbers.Text(figures["gpu-frames"] * factor)} frames/s (× {factor})", figures.Times("gpu-frames", factor));
        foreach (var kilobytes in (double[])[figures["frame-kb-drawn"], 10, 20, 30]) Line($"a frame has {Numbers.Text(kilobytes)} KB", figures.With([figures.Get("frame-kb") with { Value = kilobytes }]));
        foreach (var interval in (double[])[0.48, 0.9]) Line($"with pace, quiet candidates send a frame each {1000 * interval:0} ms", figures.With([figures.Get("pace-fewer") with { Value = interval / settings.Interval }]), way with { Pace = true });
        foreach (var quiet in (double[])[0.5, 0.8, 0.95]) Line($"{Numbers.Percent(quiet)} hardly move", figures.With([figures.Get("quiet-share") with { Value = quiet }]));

        void Line(string what, FigureBook with, Way? other = null)
        {
            var plan = Plan.Of(other ?? way, with, settings, prices);
            text.Append($"| {what} | {Numbers.Text(plan.GpuPods)} | {Numbers.Text(plan.CpuPods)} | {Numbers.Text(plan.Inline.FromCandidates)} | {Numbers.Text(plan.CostInline.All)} |\n");
        }
    }

    private static void WriteSockets(StringBuilder text, FigureBook figures, Settings settings)
    {
        var fit = SocketFit.Of(figures);
        var (few, many) = (fit.Points[0], fit.Points[^1]);
        var (rate, pod) = (1 / settings.Interval, Rates.OfCpuPod(figures, settings));
        text.Append($"""

            ## Cost grows with sockets and no faster

            ![a gateway's CPU by its sockets](capacity/sockets.svg)

            `make bench` (row `sockets`): a gateway in front of a detector that sees nothing, a frame of 25 KB each {1000 * settings.Interval:0} ms, no pictures, on two cores with the detector and
            the load generator. The line through the points explains {100 * fit.R2:0.00} % of the differences; the furthest point is {Numbers.Percent(fit.Worst)} off it. A candidate-second costs
            {fit.Slope:F3} ms of a core, beside the {Math.Max(0, fit.Base):F0} ms a second of a gateway itself: by the points themselves {few.Cpu / few.Sockets:F2} ms at {few.Sockets:0} sockets and {many.Cpu / many.Sockets:F2} ms at {Numbers.Scale((int)many.Sockets)}. So the {settings.Gateway.Request} cores that the chart asks for carry {Numbers.Text(fit.Carried(settings.Gateway.Request * settings.Gateway.CpuTarget))} candidates at the HPA's target, and the {settings.Gateway.Limit} of its limit
            {Numbers.Text(fit.Carried(settings.Gateway.Limit * settings.Gateway.CpuTarget))}. Pictures on the socket cost more; that was not measured.

            The chart's `poolDefaults.candidatesPerPod` of {settings.Pool.CandidatesPerPod} on {settings.Pool.Cores} cores is {settings.Pool.CandidatesPerPod * rate:0.0} frames a second without the gate, of {pod:0.0} that such a pod does by these figures; {Math.Floor(pod * settings.Pool.CpuTarget / rate):0} is what
            fits below the HPA's target.

            """);
    }
}
