using Proctoring.Contracts;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Heads;

public sealed class DetrHeadTests
{
    private const int Queries = 6;

    [Fact]
    public void Outputs_OneOrTwo_AreInTheOrderTheyAreRead()
    {
        Assert.Equal([("both", Queries, 7)], Of(logits: false, two: false).Outputs.Select(o => (o.Name, o.Shape[0], o.Shape[1])));
        Assert.Equal([("where", Queries, 4), ("what", Queries, 3)], Of(logits: false, two: true).Outputs.Select(o => (o.Name, o.Shape[0], o.Shape[1])));
        Assert.True(Of(logits: false, two: true).IsEndToEnd);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_Boxes_AreSharesOfTheInputsWidthAndHeight(bool two)
    {
        for (var query = 0; query < Queries; query++)
        {
            var outputs = Of(logits: false, two);
            Set(outputs, query, [0.5f, 0.25f, 0.25f, 0.5f], [0, 0, 0.9f]);

            Assert.Equal(new Candidate(2, 0.9f, new Box(24, 0, 40, 16)), Assert.Single(outputs.Read(0.5f))); // 64×32 pixels
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_Logits_GoThroughTheSigmoidOnce(bool two)
    {
        var outputs = Of(logits: true, two);
        for (var query = 0; query < Queries; query++) Set(outputs, query, [0.5f, 0.5f, 0.1f, 0.1f], [-1000, -1000, -1000]);
        Set(outputs, 3, [0.5f, 0.5f, 0.1f, 0.1f], [MathF.Log(3), 1000, 0]);

        var found = outputs.Read(0.5f);

        Assert.Equal([0, 1, 2], found.Select(c => c.Class));
        Assert.Equal(0.75f, found[0].Score, 1e-6f);
        Assert.Equal([1, 0.5f], found.Skip(1).Select(c => c.Score)); // a half is the floor, exactly
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_NaN_IsIgnoredAndHidesNobody(bool logits)
    {
        var outputs = Of(logits, two: true);
        outputs[1].Fill(float.NaN);
        outputs[1][4] = 0.8f;

        Assert.Equal(1, Assert.Single(outputs.Read(0.1f)).Class);
    }

    [Fact]
    public void Read_ScoreAtTheFloor_IsKept()
    {
        var outputs = Of(logits: false, two: true);
        (outputs[1][0], outputs[1][1], outputs[1][17]) = (0.35f, MathF.BitDecrement(0.35f), MathF.BitIncrement(0.35f));

        Assert.Equal([(0, 0.35f), (2, MathF.BitIncrement(0.35f))], outputs.Read(0.35f).Select(c => (c.Class, c.Score)));
    }

    private static HandMade Of(bool logits, bool two) => new(two
        ? new DetrSettings(Queries, logits, Boxes: "where", Scores: "what")
        : new DetrSettings(Queries, logits, Output: "both"));

    private static void Set(HandMade outputs, int query, float[] box, float[] scores)
    {
        if (outputs.Outputs.Count == 1)
        {
            box.CopyTo(outputs[0][(7 * query)..]);
            scores.CopyTo(outputs[0][(7 * query + 4)..]);
            return;
        }
        box.CopyTo(outputs[0][(4 * query)..]);
        scores.CopyTo(outputs[1][(3 * query)..]);
    }
}
