using Proctoring.Capacity.Documents;
using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Tests;

public sealed class FigureTests
{
    private const string Bytes = "bytes through the gateway a candidate-minute, ";

    private static readonly BenchReport Report = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), "Some processor, 4 cores",
    [
        new(Bytes + "none", 3673, "KB", "from candidate 1718, to candidate 102, to pod 1793, from pod 60, to store 0; 8.6 KB a frame, 0 pictures"),
        new(Bytes + "inline", 6737, "KB", "from candidate 1718, to candidate 1630, to pod 1796, from pod 1593, to store 0; 8.6 KB a frame, 200 pictures"),
        new(Bytes + "url", 4479, "KB", "from candidate 1718, to candidate 113, to pod 1794, from pod 434, to store 420; 8.6 KB a frame, 50 pictures of 7.7 KB"),
        new("one inference process ÷ ONNX Runtime alone", 0.91, "", "60.1/s with 8 streams ÷ 66.0/s with 4 callers (4×1: 66.0)"),
        new("model runs saved on quiet clips, with pace", 2.9, "×", "frames sent: 1.58 × fewer"),
        new("gateway CPU at 400 sockets", 190.5, "ms/s", ""),
    ]);

    [Fact]
    public void Read_Report_TakesValuesAndWords()
    {
        var figures = BenchFigures.Read(FigureBook.Read(CapacityFiles.Figures), Report).ToDictionary(figure => figure.Name);

        Assert.Equal(8.6, figures["frame-kb-drawn"].Value);
        Assert.Equal(0.51, figures["verdict-kb"].Value);
        Assert.Equal(0.375, figures["ask-kb"].Value);
        Assert.Equal(0.8884, figures["picture-share"].Value);
        Assert.Equal(0.7, figures["store-kb"].Value);
        Assert.Equal((2.9, 1.58), (figures["gate-pace-saves"].Value, figures["pace-fewer"].Value));
        Assert.Equal(66, figures["ort-frames"].Value);
        Assert.Equal(4, figures["ort-cores"].Value);
        Assert.Equal(190.5, figures["gateway-cpu-400"].Value);
        Assert.DoesNotContain("gate-saves", figures.Keys);
        Assert.All(figures.Values, figure => Assert.Equal(("Some processor, 4 cores", new DateOnly(2030, 1, 2)), (figure.Machine, figure.On)));
    }

    [Fact]
    public void Newer_ReportOfBefore_ReplacesAssumptionsAlone()
    {
        var book = FigureBook.Read(CapacityFiles.Figures);
        var newer = BenchFigures.Newer(book, Report with { At = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        Assert.All(newer, figure => Assert.Equal(FigureKind.Assumed, book.Get(figure.Name).Kind));
        Assert.All(newer, figure => Assert.Equal("`make bench`", figure.How));
    }

    /// <summary>Every row that a figure is read from has the name that the benchmark gives it.</summary>
    [Fact]
    public void Rows_AreThoseOfTheBenchmarks()
    {
        var root = Path.GetDirectoryName(Path.GetDirectoryName(CapacityFiles.Figures))!;
        var rows = string.Concat(Directory.EnumerateFiles(Path.Combine(root, "Proctoring.Benchmarks", "Rows"), "*.cs").Select(File.ReadAllText));
        foreach (var row in (string[])["\"OpenVINO ÷ CPU provider\"", "\"8 bits ÷ float, CPU provider\"", "{what}, frames a second", "model runs saved on quiet clips, with pace", "frames sent: {", "the gate's look at a frame", "memory an idle socket", "gateway CPU a connection", "gateway without candidates, resident",
            "Redis calls a connect", "Redis bytes a clean frame", "Redis calls a second of a phone in view", "reconnect storm, gave up", "÷ ONNX Runtime alone", "bytes through the gateway a candidate-minute", "gateway CPU at {sockets:F0} sockets"])
            Assert.Contains(row, rows, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"name":"x","value":1,"unit":"s","kind":"measured","how":"row"}]""", "on which machine")]
    [InlineData("""[{"name":"x","value":-1,"unit":"s","kind":"assumed","how":"guess"}]""", "must be a number from 0")]
    [InlineData("""[{"name":"x","value":1,"unit":"s","kind":"assumed"}]""", "how it was got")]
    public void Read_FigureWithoutItsOrigin_SaysWhatIsMissing(string json, string complaint)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, json);

        var refused = Assert.Throws<InvalidDataException>(() => FigureBook.Read(path));

        Assert.Contains(complaint, refused.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Write_WhatWasRead_ReadsTheSame()
    {
        var (book, path) = (FigureBook.Read(CapacityFiles.Figures), Path.GetTempFileName());
        book.Write(path);

        Assert.Equal(book.All, FigureBook.Read(path).All);
        Assert.All(File.ReadAllLines(path)[1..^1], line => Assert.Matches("\"kind\":\"(measured|assumed)\"", line));
        File.Delete(path);
    }
}
