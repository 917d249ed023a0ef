using Proctoring.Load;
using Proctoring.Load.Recording;
using Proctoring.Load.Reporting;

namespace Proctoring.Ops.Tests.Load;

public sealed class LoadPlanTests
{
    private static readonly LoadPlan Plan = new(new Uri("http://x"), 10, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(20), 0, DialectChoice.Both, LoopKind.Open, TimeSpan.FromSeconds(0.3),
        null, 0, "inline", "practice", TimeSpan.Zero, 0.3, "load.html");

    [Theory]
    [InlineData(0, 5, 10)]
    [InlineData(2, 5, 10)]
    [InlineData(5, 4, 8)]
    public void ArrivalOf_Candidate_FollowsTheRamp(int steps, int candidate, double seconds) =>
        Assert.Equal(seconds, (Plan with { Steps = steps }).ArrivalOf(candidate).TotalSeconds);

    [Fact]
    public void ArrivalOf_InSteps_ComeInEqualGroups() =>
        Assert.Equal([5, 5], Enumerable.Range(0, 10).Select((Plan with { Steps = 2 }).ArrivalOf).GroupBy(arrival => arrival).Select(group => group.Count()));

    [Fact]
    public void IsHit_EachStorm_HitsItsShareAndNotAlwaysTheSame()
    {
        var hits = Enumerable.Range(1, 5).Select(storm => string.Join(' ', Enumerable.Range(0, 10).Where(candidate => Plan.IsHit(candidate, storm)))).ToList();

        Assert.All(hits, hit => Assert.Equal(3, hit.Split(' ').Length));
        Assert.True(hits.Distinct().Count() > 1);
    }

    [Fact]
    public void Percentile_OfAThousandDurations_IsTrueToTwoPercent()
    {
        var histogram = new Histogram();
        for (var i = 1; i <= 1000; i++) histogram.Add(TimeSpan.FromMilliseconds(i));

        Assert.InRange(histogram.Percentile(0.5), 490, 510);
        Assert.InRange(histogram.Percentile(0.99), 970, 1010);
        Assert.InRange(histogram.Percentile(1), 980, 1020);
        Assert.True(double.IsNaN(new Histogram().Percentile(0.5)));
    }

    [Theory]
    [InlineData(0, 1, 0.2)]
    [InlineData(7, 8, 2)]
    [InlineData(100, 100, 20)]
    [InlineData(0.999, 1, 0.2)]
    [InlineData(1234, 1250, 250)]
    public void Axis_OfValues_EndsRoundWithFewTicks(double most, double end, double step) => Assert.Equal((end, step), (Math.Round(Axis.Of([most]).End, 9), Math.Round(Axis.Of([most]).Step, 9)));
}
