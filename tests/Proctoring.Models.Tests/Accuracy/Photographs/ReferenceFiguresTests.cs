using Proctoring.Models.Accuracy;
using Proctoring.Models.Accuracy.Photographs;

namespace Proctoring.Models.Tests.Accuracy.Photographs;

public sealed class ReferenceFiguresTests : IDisposable
{
    private static readonly PrecisionFigures Colour = new(0.31, 0.459);
    private static readonly PrecisionFigures Gray = new(0.293, 0.417);

    private readonly TemporaryFolder _model = new();

    public ReferenceFiguresTests() => _model.Write("accuracy.json", """
        {
          "dataset": "coco-val64",
          "colour": { "mAP50-95": 0.310, "mAP50": 0.459 }, "gray": { "mAP50-95": 0.293, "mAP50": 0.417 },
          "tolerance": 0.01
        }
        """);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Find_OtherDataSetOrNoFile_IsNull()
    {
        Assert.Null(ReferenceFigures.Find(_model.Path, "our-own"));
        Assert.Null(ReferenceFigures.Find(_model.At("nowhere"), "coco-val64"));
    }

    [Fact]
    public void Find_BrokenFile_NamesFileAndLine()
    {
        _model.Write("accuracy.json", "{\n  \"dataset\": 64\n}");

        var error = Assert.Throws<AccuracyException>(() => ReferenceFigures.Find(_model.Path, "coco-val64"));

        Assert.StartsWith($"{_model.At("accuracy.json")}, line 2: ", error.Message);
        Assert.DoesNotContain("LineNumber", error.Message);
    }

    [Fact]
    public void Complaints_WithinTolerance_AreNone() =>
        Assert.Empty(Found().Complaints(new(0.302, 0.467), Gray));

    [Fact]
    public void Complaints_LowerFigure_NamesIt()
    {
        var complaint = Assert.Single(Found().Complaints(Colour, Gray with { Half = 0.4 }));

        Assert.Equal("The gray mAP50 is 0.400, more than 0.01 below the reference of 0.417.", complaint);
    }

    [Fact]
    public void Complaints_HigherFigure_DoubtsTheEvaluation()
    {
        var complaint = Assert.Single(Found().Complaints(Colour with { Mean = 0.35 }, Gray));

        Assert.Equal("The colour mAP50-95 is 0.350, more than 0.01 above the reference of 0.310: is this the same evaluation?", complaint);
    }

    private ReferenceFigures Found() => ReferenceFigures.Find(_model.Path, "coco-val64")!;
}
