using Proctoring.Capacity.Documents;
using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Planning;
using Proctoring.Capacity.Simulation;
using Proctoring.Testing;

namespace Proctoring.Capacity.Tests;

/// <summary>The document says what figures, prices, settings and the simulation say today.</summary>
public sealed class DocumentTests
{
    private static readonly FigureBook Figures = FigureBook.Read(CapacityFiles.Figures);
    private static readonly Settings Settings = Settings.Read(Repository.Root);
    private static readonly IReadOnlyList<Outcome> Outcomes = OutcomeFile.Read(CapacityFiles.Simulation);

    [Fact]
    public void Document_AndPlots_SayWhatTheFiguresSay()
    {
        foreach (var (name, content) in CapacityFiles.Write(Figures, Settings, PriceList.Read(CapacityFiles.Prices), Outcomes))
            Assert.True(content == File.ReadAllText(CapacityFiles.Document(name)), $"docs/{name} does not say what the figures say; `make capacity` writes it anew.");
    }

    [Fact]
    public void Outcomes_AreOfTodaysConditions() =>
        Assert.Equal(Simulated.All(Figures, Settings).Select(conditions => $"{conditions.Name} {conditions.Fingerprint()}"), Outcomes.Select(outcome => $"{outcome.Name} {outcome.Fingerprint}"));

    [Fact]
    public void Outcomes_OfAThousand_ComeOutTheSameAgain()
    {
        foreach (var conditions in Scenarios.Of(Way.Scales[0], Figures, Settings))
        {
            var (again, kept) = (Simulated.Run(conditions), Simulated.One(Outcomes, conditions.Name, conditions.Candidates));
            Assert.Equal(kept with { Moments = again.Moments }, again);
        }
    }

    [Fact]
    public void Simulation_OfTheMeasuredStorm_ComesCloseToIt()
    {
        var simulated = Enumerable.Range(1, 10).Select(seed => Exam.Run(Scenarios.Measured(Figures, Settings) with { Seed = (ulong)seed })).ToList();

        Assert.InRange(Figures["storm-p50-s"] / simulated.Average(outcome => outcome.Without.P50), 0.9, 1.1);
        Assert.InRange(Figures["storm-p99-s"] / simulated.Average(outcome => outcome.Without.P99), 0.9, 1.1);
        Assert.InRange(Figures["storm-gave-up"] / simulated.Average(outcome => outcome.GaveUp), 0.7, 1.3);
        Assert.InRange(Figures["storm-refused"] / simulated.Average(outcome => outcome.Refused), 0.9, 1.1);
    }
}
