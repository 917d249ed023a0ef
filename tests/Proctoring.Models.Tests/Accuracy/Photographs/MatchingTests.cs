using Proctoring.Contracts;
using Proctoring.Models.Accuracy.Photographs;

namespace Proctoring.Models.Tests.Accuracy.Photographs;

public sealed class MatchingTests
{
    private static readonly Box Object = new(0, 0, 100, 100);

    [Fact]
    public void Hits_SecondDetectionOfOneObject_IsAFalseAlarm() =>
        Assert.Equal([true, false], Matching.Hits([Object, Object], [Object], 0.5f));

    [Fact]
    public void Hits_TwoObjects_EachDetectionTakesTheOneItOverlapsMost()
    {
        var shifted = new Box(20, 0, 120, 100);

        // The first takes the shifted one, though the other is near enough too; so the second has its own left.
        Assert.Equal([true, true], Matching.Hits([shifted, Object], [Object, shifted], 0.5f));
    }

    [Fact]
    public void Hits_BestObjectTaken_TakesAnotherThatOverlapsEnough() =>
        Assert.Equal([true, true], Matching.Hits([Object, Object], [Object, new Box(20, 0, 120, 100)], 0.5f));

    [Theory]
    [InlineData(0.5f, true)] // exactly the overlap asked for
    [InlineData(0.55f, false)]
    public void Hits_HalfOverlap_DependsOnWhatIsAsked(float overlap, bool hit) =>
        Assert.Equal([hit], Matching.Hits([new Box(0, 0, 100, 50)], [Object], overlap));

    [Fact]
    public void Hits_NothingToFind_AreAllFalse() => Assert.Equal([false], Matching.Hits([Object], [], 0.5f));
}
