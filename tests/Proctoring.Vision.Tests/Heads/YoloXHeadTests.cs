using Proctoring.Contracts;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Heads;

public sealed class YoloXHeadTests
{
    private const int Depth = 5 + 3;

    private readonly HandMade _plain = new(new YoloXSettings("out", Logits: false, Decoded: false));

    [Fact]
    public void Outputs_DefaultStrides_AreOneOfEveryCell()
    {
        Assert.Equal(("out", HandMade.Cells, Depth), (_plain.Outputs[0].Name, _plain.Outputs[0].Shape[0], _plain.Outputs[0].Shape[1]));
        Assert.False(_plain.IsEndToEnd);
    }

    [Theory]
    [InlineData(0, 0, 0, 8)]
    [InlineData(2 * 8 + 5, 5, 2, 8)]
    [InlineData(32 + 4 + 3, 3, 1, 16)]
    [InlineData(32 + 8 + 1, 1, 0, 32)]
    public void Read_OffsetsAndLogarithms_AreInStridesFromTheCellsCorner(int cell, int column, int row, int stride)
    {
        Set(_plain, cell, 0.25f, -0.5f, MathF.Log(2), MathF.Log(0.5f), 1, 0, 0.8f, 0);

        var (x, y) = ((column + 0.25f) * stride, (row - 0.5f) * stride);
        var found = Assert.Single(_plain.Read(0.5f));

        Assert.Equal((1, 0.8f), (found.Class, found.Score));
        AssertClose(new Box(x - stride, y - stride / 4f, x + stride, y + stride / 4f), found.Box);
    }

    [Fact]
    public void Read_OtherStrides_FollowTheManifest()
    {
        var one = new HandMade(new YoloXSettings("out", Logits: false, Decoded: false, [32, 16]));
        Assert.Equal([2 + 8, Depth], one.Outputs[0].Shape);
        Set(one, 2 + 5, 0, 0, 0, 0, 1, 1, 0, 0); // second level, second column of the second row

        AssertClose(new Box(16 - 8, 16 - 8, 16 + 8, 16 + 8), Assert.Single(one.Read(0.5f)).Box);
    }

    [Fact]
    public void Read_Decoded_BoxIsCentreAndSizeInPixels()
    {
        var decoded = new HandMade(new YoloXSettings("out", Logits: false, Decoded: true));
        Set(decoded, 40, 30, 20, 10, 6, 1, 0, 0, 1);

        Assert.Equal(new Candidate(2, 1, new Box(25, 17, 35, 23)), Assert.Single(decoded.Read(0.5f)));
    }

    [Fact]
    public void Read_Score_IsObjectnessTimesClassAndKeptAtTheFloor()
    {
        Set(_plain, 3, 0, 0, 0, 0, 0.5f, 0.75f, 0.5f, 0.25f); // 0.375, 0.25, 0.125: exact in binary

        Assert.Equal([(0, 0.375f), (1, 0.25f)], _plain.Read(0.25f).Select(c => (c.Class, c.Score)));
        Assert.Equal([(0, 0.375f)], _plain.Read(MathF.BitIncrement(0.25f)).Select(c => (c.Class, c.Score)));
    }

    [Fact]
    public void Read_ObjectnessAtTheFloor_IsNotPassedOver()
    {
        Set(_plain, 3, 0, 0, 0, 0, 0.35f, 1, 0, 0);

        Assert.Equal(0.35f, Assert.Single(_plain.Read(0.35f)).Score);
    }

    [Fact]
    public void Read_Logits_GoThroughTheSigmoidOnce()
    {
        var logits = new HandMade(new YoloXSettings("out", Logits: true, Decoded: true));
        logits[0].Fill(-1000);
        Set(logits, 7, 10, 10, 4, 4, MathF.Log(3), MathF.Log(4), 1000, -1000); // ¾ × ⅘, ¾ × 1, ¾ × 0

        var found = logits.Read(0.1f);

        Assert.Equal([0, 1], found.Select(c => c.Class));
        Assert.Equal(0.6f, found[0].Score, 1e-6f);
        Assert.Equal(0.75f, found[1].Score, 1e-6f);
    }

    [Fact]
    public void Read_LogarithmsBeyondTheExponentialsRange_CoverEverythingAndStayFinite()
    {
        Set(_plain, 0, 0, 0, 1000, 88, 1, 1, 0, 0);
        Set(_plain, 1, 0, 0, -1000, -1000, 1, 1, 0, 0);

        var found = _plain.Read(0.5f);
        Assert.All(found, candidate => Assert.True(candidate.IsFinite));
        Assert.True(found[0].Box is { X0: < 0, Y0: < 0, X1: > 64, Y1: > 32 });
        Assert.Equal(new Box(8, 0, 8, 0), found[1].Box);
    }

    [Fact]
    public void Read_NaN_IsIgnoredAndHidesNobody()
    {
        _plain[0].Fill(float.NaN);
        Set(_plain, 5, 0, 0, 0, 0, 1, float.NaN, 0.8f, float.NaN);
        Set(_plain, 41, 0, 0, 0, 0, float.NaN, 1, 1, 1);

        Assert.Equal([(1, 0.8f)], _plain.Read(0.1f).Select(c => (c.Class, c.Score)));
    }

    [Fact]
    public void Read_OneScoreAnywhere_IsFoundOnce()
    {
        for (var cell = 0; cell < HandMade.Cells; cell++)
        {
            for (var classIndex = 0; classIndex < 3; classIndex++)
            {
                _plain[0].Clear();
                _plain[0][cell * Depth + 4] = _plain[0][cell * Depth + 5 + classIndex] = 0.9f;
                Assert.Equal(classIndex, Assert.Single(_plain.Read(0.5f)).Class);
            }
        }
    }

    private static void Set(HandMade outputs, int cell, params float[] numbers) => numbers.CopyTo(outputs[0][(cell * Depth)..]);

    private static void AssertClose(Box expected, Box actual)
    {
        Assert.Equal(expected.X0, actual.X0, 1e-4f);
        Assert.Equal(expected.Y0, actual.Y0, 1e-4f);
        Assert.Equal(expected.X1, actual.X1, 1e-4f);
        Assert.Equal(expected.Y1, actual.Y1, 1e-4f);
    }
}
