namespace Proctoring.Contracts.Tests;

public sealed class BoxTests
{
    private static readonly Box Unit = new(0, 0, 10, 10);

    public static TheoryData<Box, float> Overlaps => new()
    {
        { Unit, 1 },
        { new Box(0, 0, 10, 5), 0.5f },
        { new Box(5, 0, 15, 10), 50f / 150 },
        { new Box(5, 5, 15, 15), 25f / 175 },
        { new Box(2, 2, 4, 4), 4f / 100 },
        { new Box(10, 0, 20, 10), 0 }, // touches
        { new Box(20, 20, 30, 30), 0 },
        { new Box(3, 3, 3, 9), 0 }, // a line
        { new Box(8, 8, 2, 2), 0 }, // inside out
    };

    [Theory]
    [MemberData(nameof(Overlaps))]
    public void Iou_TwoBoxes_IsSharedOverWholeBothWays(Box other, float expected)
    {
        Assert.Equal(expected, Unit.Iou(other), 1e-6f);
        Assert.Equal(expected, other.Iou(Unit), 1e-6f);
    }

    [Fact]
    public void Iou_TwoPoints_IsZeroAndNoNumberless() => Assert.Equal(0, new Box(1, 1, 1, 1).Iou(new Box(1, 1, 1, 1)));

    [Theory]
    [InlineData(0, 0, 4, 3, 12)]
    [InlineData(4, 0, 0, 3, 0)]
    [InlineData(4, 3, 0, 0, 0)] // both sides negative: no positive product
    public void Area_AnyCorners_IsNeverNegative(float x0, float y0, float x1, float y1, float expected) =>
        Assert.Equal(expected, new Box(x0, y0, x1, y1).Area);
}
