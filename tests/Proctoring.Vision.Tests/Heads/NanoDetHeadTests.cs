using Proctoring.Contracts;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Heads;

public sealed class NanoDetHeadTests
{
    private readonly ModelManifest _manifest = TestManifests.Wide();
    private readonly NanoDetSettings _settings;
    private readonly HeadOutputs _outputs;

    public NanoDetHeadTests() => (_settings, _outputs) = ((NanoDetSettings)_manifest.Head, new HeadOutputs(_manifest));

    [Theory]
    [InlineData(0, 5, 2, 44, 20)] // (column + ½) × 8, (row + ½) × 8
    [InlineData(0, 0, 0, 4, 4)]
    [InlineData(1, 3, 1, 56, 24)]
    [InlineData(2, 1, 0, 48, 16)]
    public void Read_OneHotDistances_AreStridesFromTheCellsCentre(int level, int column, int row, float x, float y)
    {
        var stride = _settings.Levels[level].Stride;
        _outputs.Score(level, column, row, 1, 0.75f).Distances(level, column, row, 1, 2, 3, 7);

        var found = Assert.Single(_outputs.Read(0.5f));

        Assert.Equal(new Candidate(1, 0.75f, new Box(x - stride, y - 2 * stride, x + 3 * stride, y + 7 * stride)), found);
    }

    [Fact]
    public void Read_SpreadDistribution_IsItsExpectation()
    {
        _outputs.Score(0, 0, 0, 0, 1)
            .Side(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) // 0 … 7 alike: 3.5
            .Side(0, 0, 0, 1, 60, 60, 0, 0, 0, 0, 0, 0) // ½
            .Side(0, 0, 0, 2, 60, 60 + MathF.Log(3), 0, 0, 0, 0, 0, 0) // 1 : 3
            .Side(0, 0, 0, 3, -200, -200, -200, -200, -200, -200, -200, -140); // only differences count

        var box = Assert.Single(_outputs.Read(0.5f)).Box;

        Assert.Equal(4 - 3.5f * 8, box.X0, 1e-3f);
        Assert.Equal(4 - 0.5f * 8, box.Y0, 1e-3f);
        Assert.Equal(4 + 0.75f * 8, box.X1, 1e-3f);
        Assert.Equal(4 + 7f * 8, box.Y1, 1e-3f);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(-500)]
    public void Read_LogitsBeyondTheExponentialsRange_StayNumbers(float offset)
    {
        var logits = Enumerable.Repeat(offset, 8).ToArray();
        logits[3] += 60;
        _outputs.Score(0, 4, 2, 0, 1);
        for (var side = 0; side < 4; side++) _outputs.Side(0, 4, 2, side, logits);

        Assert.Equal(new Box(36 - 24, 20 - 24, 36 + 24, 20 + 24), Assert.Single(_outputs.Read(0.5f)).Box);
    }

    [Fact]
    public void Read_ScoreAtTheFloor_IsKept()
    {
        _outputs.Score(0, 1, 1, 0, 0.35f).Score(0, 2, 1, 0, MathF.BitDecrement(0.35f)).Score(0, 3, 1, 0, MathF.BitIncrement(0.35f));

        Assert.Equal([0.35f, MathF.BitIncrement(0.35f)], _outputs.Read(0.35f).Select(c => c.Score));
    }

    // Eight scores are skipped at a time: no place within the eight, nor in the rest at the end, may be overlooked or reported twice.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_OneScoreAnywhere_IsFoundWithItsCellAndClass(int level)
    {
        var stride = _settings.Levels[level].Stride;
        for (var row = 0; row < 32 / stride; row++)
        {
            for (var column = 0; column < 64 / stride; column++)
            {
                for (var classIndex = 0; classIndex < 3; classIndex++)
                {
                    _outputs.Score(level, column, row, classIndex, 0.9f);
                    var (x, y) = ((column + 0.5f) * stride, (row + 0.5f) * stride);
                    Assert.Equal(new Candidate(classIndex, 0.9f, new Box(x, y, x, y)), Assert.Single(_outputs.Read(0.5f)));
                    _outputs.Score(level, column, row, classIndex, 0);
                }
            }
        }
    }

    [Fact]
    public void Read_SeveralScores_AreAllFoundOnEveryLevel()
    {
        foreach (var (level, column, row) in ((int, int, int)[])[(0, 0, 0), (0, 1, 0), (0, 7, 3), (1, 0, 0), (1, 3, 1), (2, 0, 0), (2, 1, 0)])
        {
            for (var classIndex = 0; classIndex < 3; classIndex++) _outputs.Score(level, column, row, classIndex, 0.6f);
        }

        Assert.Equal(21, _outputs.Read(0.5f).Distinct().Count());
    }

    [Fact]
    public void Read_NaNScores_AreIgnoredAndHideNobody()
    {
        for (var level = 0; level < 3; level++) _outputs.Scores(level).Fill(float.NaN);
        _outputs.Score(0, 2, 1, 1, 0.8f).Score(2, 1, 0, 2, 0.7f);

        Assert.Equal([(1, 0.8f), (2, 0.7f)], _outputs.Read(0.1f).Select(c => (c.Class, c.Score)));
    }

    [Fact]
    public void Read_Nothing_AddsNothingToWhatIsThere()
    {
        var found = new List<Candidate> { new(0, 1, default) };

        _outputs.Read(0.01f, found);

        Assert.Single(found);
    }
}
