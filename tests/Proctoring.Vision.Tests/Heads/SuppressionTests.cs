using Proctoring.Contracts;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Heads;

public sealed class SuppressionTests
{
    private static readonly SuppressionSettings Settings = new(0.6f, 100);

    [Fact]
    public void Apply_OverlapWithinAClass_KeepsTheBest() =>
        Assert.Equal([0.9f], Scores(Apply(Settings, At(0, 0.7f, 2), At(0, 0.9f, 0), At(0, 0.8f, 1))));

    [Fact]
    public void Apply_OverlapAcrossClasses_KeepsBoth() =>
        Assert.Equal([(1, 0.9f), (0, 0.8f)], Apply(Settings, At(0, 0.8f, 0), At(1, 0.9f, 0)).Select(c => (c.Class, c.Score)));

    [Theory]
    [InlineData(0.5f, 2)] // boxes of 10×10, five apart: IoU 1/3
    [InlineData(0.34f, 2)]
    [InlineData(0.33f, 1)]
    public void Apply_Limit_IsExceededOrNot(float iou, int kept) =>
        Assert.Equal(kept, Apply(Settings with { Iou = iou }, At(0, 0.9f, 0), At(0, 0.8f, 5)).Count);

    [Fact]
    public void Apply_ExactlyTheLimit_KeepsBoth()
    {
        var half = new Candidate(0, 0.8f, new Box(0, 0, 10, 5)); // IoU ½, exact in binary

        Assert.Equal(2, Apply(Settings with { Iou = 0.5f }, At(0, 0.9f, 0), half).Count);
        Assert.Single(Apply(Settings with { Iou = MathF.BitDecrement(0.5f) }, At(0, 0.9f, 0), half));
    }

    [Fact]
    public void Apply_ChainOfOverlaps_WhatWasDroppedDropsNobody() =>
        Assert.Equal([0.9f, 0.7f], Scores(Apply(Settings with { Iou = 0.3f }, At(0, 0.9f, 0), At(0, 0.8f, 5), At(0, 0.7f, 10))));

    [Fact]
    public void Apply_Order_IsBestFirstAcrossClasses() =>
        Assert.Equal([0.9f, 0.8f, 0.7f, 0.6f], Scores(Apply(Settings, At(0, 0.7f, 100), At(1, 0.9f, 200), At(2, 0.6f, 300), At(0, 0.8f, 400))));

    [Fact]
    public void Apply_MoreThanMaxDetections_KeepsTheBest() =>
        Assert.Equal([0.9f, 0.8f], Scores(Apply(Settings with { MaxDetections = 2 }, At(0, 0.7f, 100), At(0, 0.9f, 200), At(0, 0.8f, 300))));

    [Fact]
    public void Apply_DroppedOnes_DoNotUseUpMaxDetections() =>
        Assert.Equal([0.9f, 0.7f], Scores(Apply(Settings with { MaxDetections = 2 }, At(0, 0.9f, 0), At(0, 0.8f, 1), At(0, 0.7f, 100))));

    // Every pair is compared, so a picture that fires everywhere would take seconds: only the best thousand are looked at.
    [Fact]
    public void Apply_MoreThanAThousand_LooksAtTheBestThousandOnly()
    {
        var candidates = Enumerable.Range(0, 1500).Select(i => At(0, (i + 1) / 2000f, 20 * i)).ToArray();

        var kept = Apply(Settings with { MaxDetections = 1000 }, candidates);

        Assert.Equal(candidates.Reverse().Take(1000), kept);
    }

    [Fact]
    public void Apply_ThousandOnOnePlace_TheNextIsNotLookedAt()
    {
        var crowd = Enumerable.Range(0, 999).Select(i => At(0, 0.9f, 0));

        Assert.Equal(2, Apply(Settings, [.. crowd, At(0, 0.5f, 100)]).Count);
        Assert.Single(Apply(Settings, [.. crowd, At(0, 0.9f, 0), At(0, 0.5f, 100)]));
    }

    [Fact]
    public void KeepBest_Overlaps_AllStayBestFirst()
    {
        List<Candidate> candidates = [At(0, 0.7f, 0), At(0, 0.9f, 0), At(1, 0.8f, 0), At(0, 0.6f, 0)];

        Suppression.KeepBest(candidates, 3);

        Assert.Equal([0.9f, 0.8f, 0.7f], Scores(candidates));
    }

    // A corner that is no number would be drawn nowhere and cannot be sent as JSON; as an overlap it hides nobody.
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void KeepBest_NumbersThatAreNotFinite_AreDroppedWithTheirCandidate(float number)
    {
        List<Candidate> candidates =
        [
            new(0, 0.9f, new Box(number, 0, 1, 1)), new(0, 0.9f, new Box(0, number, 1, 1)), new(0, 0.9f, new Box(0, 0, number, 1)),
            new(0, 0.9f, new Box(0, 0, 1, number)), new(0, number, new Box(0, 0, 1, 1)), At(0, 0.5f, 0),
        ];

        Assert.Equal([At(0, 0.5f, 0)], Apply(Settings, [.. candidates]));
        Suppression.KeepBest(candidates, 100);
        Assert.Equal([At(0, 0.5f, 0)], candidates);
    }

    [Fact]
    public void Apply_Nothing_IsNothing() => Assert.Empty(Apply(Settings));

    private static Candidate At(int classIndex, float score, float x) => new(classIndex, score, new Box(x, 0, x + 10, 10));

    private static List<Candidate> Apply(SuppressionSettings settings, params Candidate[] candidates)
    {
        List<Candidate> list = [.. candidates];
        Suppression.Apply(list, settings);
        return list;
    }

    private static IEnumerable<float> Scores(List<Candidate> candidates) => candidates.Select(c => c.Score);
}
