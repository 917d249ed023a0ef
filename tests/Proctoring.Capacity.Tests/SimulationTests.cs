using Proctoring.Capacity.Simulation;

namespace Proctoring.Capacity.Tests;

public sealed class SimulationTests
{
    private static readonly Conditions Usual = new() { Name = "test", Candidates = 20_000, Gateways = 60, MostGateways = 120, Pods = 2_000, MostPods = 2_000, Until = 600 };

    [Fact]
    public void Run_SameSeed_SameOutcome()
    {
        var (one, same, other) = (Exam.Run(Usual with { Upset = Upset.ZoneDies }), Exam.Run(Usual with { Upset = Upset.ZoneDies }), Exam.Run(Usual with { Upset = Upset.ZoneDies, Seed = 2 }));

        Assert.Equal(one.Moments, same.Moments);
        Assert.NotEqual(one.Moments, other.Moments);
    }

    [Fact]
    public void AllCome_PodsReady_NobodyIsBlind() => Assert.True(Exam.Run(Usual) is { Hit: 0, GaveUp: 0, Refused: 0, Without.Max: < 0.5 });

    [Fact]
    public void EdgeRestarts_AtTheChartsDensity_AllAreBackWithinTheLongestDelay()
    {
        var outcome = Exam.Run(Usual with { Upset = Upset.EdgeRestarts });

        Assert.True(outcome is { GaveUp: 0, Refused: 0, Moves: 1 });
        Assert.InRange(outcome.Without.P50, 2.5, 3.1); // half of 5 s, and the first verdict
        Assert.InRange(outcome.Without.Max, 5.1, 5.4);
    }

    [Fact]
    public void EdgeRestarts_OverTheDoorsWidth_PeopleGiveUpUnlessAttemptsAreMany()
    {
        var dense = Usual with { Gateways = 4, MostGateways = 4, ComeWithin = 290, CpuLimit = 100, Upset = Upset.EdgeRestarts };

        Assert.InRange(Exam.Run(dense).GaveUp, 1_000, 10_000);
        Assert.Equal(0, Exam.Run(dense with { Attempts = 100 }).GaveUp);
        Assert.Equal(0, Exam.Run(dense with { SocketsPerSecond = 1_000 }).GaveUp);
    }

    [Fact]
    public void ZoneDies_AThirdIsBlindUntilThePageNotices()
    {
        var outcome = Exam.Run(Usual with { Upset = Upset.ZoneDies });

        Assert.InRange(outcome.Hit / (double)Usual.Candidates, 0.31, 0.36);
        Assert.InRange(outcome.Without.P50, 15, 19);
        Assert.Equal(outcome.Hit, outcome.OverTolerance);
        Assert.InRange(Exam.Run(Usual with { Upset = Upset.ZoneDies, DeadAfter = 6, HelloWithin = 6, EdgeNotices = 5 }).Without.P50, 6, 10);
    }

    [Fact]
    public void ZoneDies_EdgeThatNoticesLate_SendsPeopleToTheDead() =>
        Assert.True(Exam.Run(Usual with { Upset = Upset.ZoneDies, EdgeNotices = 50 }).Without.P99 > 1.5 * Exam.Run(Usual with { Upset = Upset.ZoneDies }).Without.P99);

    /// <summary>Each that leaves sends 1/n of its candidates to each other: (1 + 1/n)ⁿ − 1 moves a candidate. A little less, since those that wait to close take nobody.</summary>
    [Fact]
    public void Rollout_OneByOne_MovesEachCandidateAsOftenAsTheSumSays()
    {
        var outcome = Exam.Run(Usual with { Upset = Upset.Rollout, Until = 300 + 60 * 8 + 60 });

        Assert.InRange(outcome.Moves, Math.Pow(1 + 1 / 60.0, 60) - 1 - 0.08, Math.Pow(1 + 1 / 60.0, 60) - 1 + 0.02);
        Assert.InRange(outcome.CalmAfter, 60 * 8, 60 * 8 + 20);
    }

    [Fact]
    public void PodsTooFew_VerdictsComeByTurnsAndOnlyBeyondTwoSecondsIsBlind()
    {
        var enough = Usual with { Candidates = 1_000, MostPods = 1, Pods = 1, MostGateways = 60 };

        Assert.Equal(0, Exam.Run(enough with { PodRate = 600 }).Hit); // a verdict each 1.7 s
        var outcome = Exam.Run(enough with { PodRate = 250 }); // each 4 s
        Assert.Equal(1_000, outcome.Hit);
        Assert.InRange(outcome.Moments[^1].Blind, 0.49, 0.51);
    }

    [Theory]
    [InlineData(10, 7.0, 10)]
    [InlineData(10, 7.5, 10)] // within a tenth
    [InlineData(10, 10.0, 15)]
    [InlineData(10, 40.0, 20)] // twice as many at once
    [InlineData(2, 8.0, 6)] // or four more
    [InlineData(60, 100.0, 64)] // no more than there may be
    [InlineData(10, 1.0, 10)] // never down
    public void Autoscaler_Wants_WhatTheChartsBehaviourLets(int pods, double used, int wanted) => Assert.Equal(wanted, Autoscaler.Wanted(pods, used, 0.7, 64));

    [Fact]
    public void Door_AfterTheBurst_TakesAsManyAsItMay()
    {
        var door = new SimulatedGateway(0, rate: 10, burst: 5, maxSockets: 12);

        Assert.Equal(5, Enumerable.Range(0, 20).Count(_ => door.TryEnter(0, out var _)));
        Assert.False(door.TryEnter(0, out var wait));
        Assert.Equal(2, wait); // the sixteenth of those sent away, at ten a second
        Assert.Equal(5, Enumerable.Range(0, 20).Count(_ => door.TryEnter(60, out var _)));
        Assert.Equal(2, Enumerable.Range(0, 20).Count(_ => door.TryEnter(120, out var _))); // it is full
    }

    [Fact]
    public void Calendar_Steps_ToWhoIsDue()
    {
        var (calendar, order) = (new Calendar(3), new List<(int At, int Who)>());
        calendar.In(0.05, 2);
        calendar.In(0.02, 0);
        calendar.In(0, 1); // not before the next tick
        for (var i = 0; i < 10; i++) calendar.Step(who => order.Add((calendar.Now, who)));

        Assert.Equal([(1, 1), (2, 0), (5, 2)], order);
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.In(400, 0));
    }
}
