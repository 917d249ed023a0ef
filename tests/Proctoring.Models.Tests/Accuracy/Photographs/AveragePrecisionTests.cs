using Proctoring.Models.Accuracy.Photographs;

namespace Proctoring.Models.Tests.Accuracy.Photographs;

public sealed class AveragePrecisionTests
{
    [Theory]
    [InlineData("++", 2, 1)] // perfect
    [InlineData("", 2, 0)]
    [InlineData("--", 2, 0)]
    [InlineData("+", 2, 51 / 101.0)] // one missed: the recalls 0.00 to 0.50 are reached, at precision 1
    [InlineData("++--", 2, 1)] // false alarms below the last hit cost nothing
    [InlineData("-+", 1, 0.5)]
    [InlineData("+-+", 2, (51 + 50 * 2 / 3.0) / 101)]
    [InlineData("-++", 2, 2 / 3.0)] // interpolated: 1/2 at half the recall counts as the 2/3 that all of it still has
    [InlineData("+--+-+", 3, (34 + 67 * 0.5) / 101)] // 1 up to 0.33; 2/4 and 3/6 afterwards
    public void Of_HitsInOrderOfScore_IsTheAreaByHand(string hits, int objects, double expected) =>
        Assert.Equal(expected, AveragePrecision.Of([.. hits.Select(c => c == '+')], objects), 12);
}
