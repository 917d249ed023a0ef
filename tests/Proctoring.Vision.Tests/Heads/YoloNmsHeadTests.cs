using Proctoring.Contracts;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Heads;

public sealed class YoloNmsHeadTests
{
    private readonly HandMade _outputs = new(new YoloNmsSettings("out", Rows: 5));

    [Fact]
    public void Outputs_Rows_AreSixNumbersEach()
    {
        Assert.Equal([5, 6], Assert.Single(_outputs.Outputs).Shape);
        Assert.True(_outputs.IsEndToEnd);
    }

    [Fact]
    public void Read_Rows_AreCornersScoreAndClass()
    {
        Set(0, 1, 2, 3, 4, 0.9f, 2);
        Set(4, 10, 5, 20, 15, 0.6f, 0);

        Assert.Equal([new Candidate(2, 0.9f, new Box(1, 2, 3, 4)), new Candidate(0, 0.6f, new Box(10, 5, 20, 15))], _outputs.Read(0.5f));
    }

    [Fact]
    public void Read_ScoreAtTheFloor_IsKept()
    {
        Set(0, 0, 0, 1, 1, 0.35f, 0);
        Set(1, 0, 0, 1, 1, MathF.BitDecrement(0.35f), 0);
        Set(2, 0, 0, 1, 1, float.NaN, 0);

        Assert.Equal([0.35f], _outputs.Read(0.35f).Select(c => c.Score));
    }

    // What comes from outside the model's own classes would be read from outside the labels.
    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(2.6f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e20f)]
    public void Read_ClassThatIsNone_IsIgnored(float classIndex)
    {
        Set(0, 0, 0, 1, 1, 0.9f, classIndex);
        Set(1, 0, 0, 1, 1, 0.8f, 1);

        Assert.Equal([(1, 0.8f)], _outputs.Read(0.5f).Select(c => (c.Class, c.Score)));
    }

    [Theory]
    [InlineData(1.999f)] // a model that computes the index in half precision
    [InlineData(2.001f)]
    public void Read_ClassNearlyWhole_IsThatClass(float classIndex)
    {
        Set(0, 0, 0, 1, 1, 0.9f, classIndex);

        Assert.Equal(2, Assert.Single(_outputs.Read(0.5f)).Class);
    }

    private void Set(int row, params float[] numbers) => numbers.CopyTo(_outputs[0][(row * 6)..]);
}
