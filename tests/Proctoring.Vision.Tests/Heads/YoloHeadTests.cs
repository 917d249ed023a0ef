using Proctoring.Contracts;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Heads;

public sealed class YoloHeadTests
{
    private const int Depth = 4 + 3;

    [Theory]
    [InlineData(false, Depth, HandMade.Cells)]
    [InlineData(true, HandMade.Cells, Depth)]
    public void Outputs_EitherOrder_AreOneOfEveryCell(bool transposed, int first, int second)
    {
        var outputs = Of(transposed);

        Assert.Equal([first, second], Assert.Single(outputs.Outputs).Shape);
        Assert.False(outputs.IsEndToEnd);
    }

    [Fact]
    public void Outputs_OtherStrides_GiveTheNumberOfCells() =>
        Assert.Equal([Depth, 2 + 128], new HandMade(new YoloSettings("out", Strides: [32, 4])).Outputs[0].Shape);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_OneScoreAnywhere_IsFoundOnceWithItsOwnBox(bool transposed)
    {
        for (var cell = 0; cell < HandMade.Cells; cell++)
        {
            for (var classIndex = 0; classIndex < 3; classIndex++)
            {
                var outputs = Of(transposed);
                for (var other = 0; other < HandMade.Cells; other++) Set(outputs, transposed, other, 1000, 1000, 1000, 1000, 0.1f, 0.1f, 0.1f);
                Set(outputs, transposed, cell, cell, 10, 8, 4, 0, 0, 0);
                Set(outputs, transposed, cell, 4 + classIndex, 0.9f);

                Assert.Equal(new Candidate(classIndex, 0.9f, new Box(cell - 4, 8, cell + 4, 12)), Assert.Single(outputs.Read(0.5f)));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_SeveralClassesInACell_AreAllFound(bool transposed)
    {
        var outputs = Of(transposed);
        Set(outputs, transposed, 11, 20, 10, 8, 4, 0.6f, 0.4f, 0.7f);

        Assert.Equal([(0, 0.6f), (2, 0.7f)], outputs.Read(0.5f).Select(c => (c.Class, c.Score)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_ScoreAtTheFloor_IsKept(bool transposed)
    {
        var outputs = Of(transposed);
        Set(outputs, transposed, 1, 4, 0.35f);
        Set(outputs, transposed, 2, 4, MathF.BitDecrement(0.35f));
        Set(outputs, transposed, 3, 4, MathF.BitIncrement(0.35f));

        Assert.Equal([0.35f, MathF.BitIncrement(0.35f)], outputs.Read(0.35f).Select(c => c.Score));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_NaNScores_AreIgnoredAndHideNobody(bool transposed)
    {
        var outputs = Of(transposed);
        outputs[0].Fill(float.NaN);
        Set(outputs, transposed, 0, 20, 10, 8, 4, float.NaN, 0.8f, float.NaN);

        Assert.Equal(new Candidate(1, 0.8f, new Box(16, 8, 24, 12)), Assert.Single(outputs.Read(0.1f)));
    }

    private static HandMade Of(bool transposed) => new(new YoloSettings("out", transposed));

    private static void Set(HandMade outputs, bool transposed, int cell, params float[] numbers)
    {
        for (var i = 0; i < numbers.Length; i++) Set(outputs, transposed, cell, i, numbers[i]);
    }

    private static void Set(HandMade outputs, bool transposed, int cell, int number, float value) =>
        outputs[0][transposed ? cell * Depth + number : number * HandMade.Cells + cell] = value;
}
