using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Planning;
using Proctoring.Capacity.Simulation;

namespace Proctoring.Capacity.Documents;

/// <summary>All runs that the document tells of, and how to find one among them.</summary>
internal static class Simulated
{
    public const int DensityCandidates = 100_000;
    public const double UpsetAt = 300;

    public static IEnumerable<Conditions> All(FigureBook figures, Settings settings) =>
    [
        .. Way.Scales.SelectMany(candidates => Scenarios.Of(candidates, figures, settings)),
        .. Scenarios.Densities.Select(sockets => Scenarios.AtDensity(sockets, DensityCandidates, figures, settings)),
        Scenarios.Measured(figures, settings),
        Scenarios.StormTest(),
    ];

    /// <summary>Runs one; what happened second by second is kept where it is plotted.</summary>
    public static Outcome Run(Conditions conditions)
    {
        var outcome = Exam.Run(conditions);
        return conditions.Candidates == Way.Scales[^1] && conditions.Upset != Upset.Rollout ? outcome : outcome with { Moments = [] };
    }

    public static Outcome One(IReadOnlyList<Outcome> outcomes, string scenario, int candidates) =>
        outcomes.FirstOrDefault(outcome => outcome.Name == scenario && outcome.Candidates == candidates) ?? throw new InvalidDataException($"simulation.json has no '{scenario}' with {candidates} candidates; `make capacity` runs it.");

    public static Outcome AtDensity(IReadOnlyList<Outcome> outcomes, int sockets) => One(outcomes, $"{sockets} sockets a gateway", DensityCandidates);
}
