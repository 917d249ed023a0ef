using Proctoring.Contracts;
using Proctoring.Models.Accuracy;
using Proctoring.Models.Accuracy.Photographs;

namespace Proctoring.Models.Tests.Accuracy.Photographs;

public sealed class MeanPrecisionTests
{
    private static readonly Box Left = new(0, 0, 0.4f, 1);
    private static readonly Box Right = new(0.5f, 0, 1, 1);

    [Fact]
    public void Of_EverythingFound_IsOne() =>
        AssertFigures(1, 1, Photograph(("cat", Left), ("dog", Right)), Seen(("cat", 0.9f, Left), ("dog", 0.3f, Right)));

    [Fact]
    public void Of_NothingSeen_IsZero() => AssertFigures(0, 0, Photograph(("cat", Left)), Seen());

    [Fact]
    public void Of_OneOfTwoClassesFound_IsTheMeanOfClasses() =>
        AssertFigures(0.5, 0.5, Photograph(("cat", Left), ("dog", Right)), Seen(("cat", 0.9f, Left)));

    [Fact]
    public void Of_ClassThatIsNowhere_DoesNotCount() =>
        AssertFigures(1, 1, Photograph(("cat", Left)), Seen(("bird", 0.99f, Right), ("cat", 0.9f, Left)));

    [Fact]
    public void Of_RightPlaceWrongClass_IsNoHit() => AssertFigures(0, 0, Photograph(("cat", Left)), Seen(("dog", 0.9f, Left)));

    [Fact]
    public void Of_LooseBox_CountsUpToItsOverlap()
    {
        // 0.4 of the width against 0.64: an overlap of 0.625, enough for 0.50, 0.55 and 0.60.
        AssertFigures(0.3, 1, Photograph(("cat", Left)), Seen(("cat", 0.9f, new Box(0, 0, 0.64f, 1))));
    }

    [Fact]
    public void Of_TwoPictures_OrdersByScoreAcrossThem()
    {
        LabelledPhotograph[] photographs = [Photograph(("cat", Left)), Photograph()];

        var sure = MeanPrecision.Of(photographs, [Seen(("cat", 0.9f, Left)), Seen(("cat", 0.8f, Left))]);
        var unsure = MeanPrecision.Of(photographs, [Seen(("cat", 0.7f, Left)), Seen(("cat", 0.8f, Left))]);

        Assert.Equal((1, 0.5), (sure.Half, unsure.Half));
    }

    private static LabelledPhotograph Photograph(params (string Label, Box Share)[] objects) =>
        new("made-up.jpg", [.. objects.Select(o => new LabelledObject(o.Label, o.Share))]);

    private static Sight Seen(params (string Label, float Score, Box Share)[] seen) =>
        new(200, 100, [.. seen.Select(d => new Detection(d.Label, d.Score, new LabelledObject(d.Label, d.Share).In(200, 100)))]);

    private static void AssertFigures(double mean, double half, LabelledPhotograph photograph, Sight sight)
    {
        var figures = MeanPrecision.Of([photograph], [sight]);
        Assert.Equal(mean, figures.Mean, 6);
        Assert.Equal(half, figures.Half, 6);
    }
}
