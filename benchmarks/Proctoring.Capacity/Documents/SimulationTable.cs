using System.Text;
using Proctoring.Capacity.Planning;
using Proctoring.Capacity.Simulation;

namespace Proctoring.Capacity.Documents;

/// <summary>What the simulated exams came to.</summary>
internal static class SimulationTable
{
    public static void Write(StringBuilder text, IReadOnlyList<Outcome> outcomes)
    {
        text.Append("\n| scenario | candidates | without a verdict, s: half, 99 %, most | blind, share of candidates | blind, s: half of them, 99 %, most | over `BlindTolerance` | gave up | connections lost a candidate | calm after, s |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var name in outcomes.Where(outcome => outcome.Candidates == Way.Scales[^1]).Select(outcome => outcome.Name))
        {
            foreach (var outcome in outcomes.Where(outcome => outcome.Name == name))
            {
                var (without, blind) = (outcome.Without, outcome.BlindSeconds);
                text.Append($"| {outcome.Name} | {Numbers.Scale(outcome.Candidates)} | {without.P50:0.0}, {without.P99:0.0}, {without.Max:0.0} | {Numbers.Percent((double)outcome.Hit / outcome.Candidates)} | {blind.P50:0.0}, {blind.P99:0.0}, {blind.Max:0.0} | "
                    + $"{Numbers.Percent((double)outcome.OverTolerance / outcome.Candidates)} | {Numbers.Percent((double)outcome.GaveUp / outcome.Candidates)} | {outcome.Moves:0.00} | {outcome.CalmAfter:0} |\n");
            }
        }
    }

    public static void WriteDensities(StringBuilder text, IReadOnlyList<Outcome> outcomes)
    {
        text.Append("\n| sockets a gateway | without a verdict, s: half, 99 % | gave up |\n| --- | --- | --- |\n");
        foreach (var sockets in Scenarios.Densities)
        {
            var outcome = Simulated.AtDensity(outcomes, sockets);
            text.Append($"| {Numbers.Scale(sockets)} | {outcome.Without.P50:0.0}, {outcome.Without.P99:0.0} | {Numbers.Percent((double)outcome.GaveUp / outcome.Candidates)} |\n");
        }
    }
}
