using System.Runtime.InteropServices;
using Proctoring.Contracts;
using Proctoring.Gateway.Analysis.Remote.Wire;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Wire;

public sealed class DetectionRowsTests
{
    private static readonly Frame Frame = new(1, default, 0, PooledBytes.Rent(1), 640, 480);
    private readonly DetectionRows _rows = new(new SharedTexts(), ["person", "bicycle"]);

    [Fact]
    public void Read_UpToTheFirstRowWithoutAClass_GivesEachItsNumbers()
    {
        var detections = Read("67:cell phone", [1, 2, 3, 4, 0.9f, 67], [5, 6, 7, 8, 0.8f, 1], [0, 0, 0, 0, 0, -1], [9, 9, 9, 9, 0.7f, 0]);

        Assert.Equal([new Detection("cell phone", 0.9f, new Box(1, 2, 3, 4)), new Detection("bicycle", 0.8f, new Box(5, 6, 7, 8))], detections);
    }

    [Theory]
    [InlineData("67:cell phone\n3:car", 67, "cell phone")]
    [InlineData("67:cell phone\n3:car", 3, "car")]
    [InlineData("3:car\n67:téléphone", 67, "téléphone")]
    [InlineData("67:a:b", 67, "a:b")]
    [InlineData("670:x\n67", 67, "67")]
    [InlineData("", 1, "bicycle")]
    [InlineData("1:moped", 1, "moped")]
    [InlineData("", 67, "67")]
    public void Read_Label_IsTheAnswersThenTheConfiguredOneThenTheNumber(string names, int index, string label) =>
        Assert.Equal(label, Assert.Single(Read(names, [1, 2, 3, 4, 0.9f, index])).Label);

    [Fact]
    public void Read_AgainAndAgain_GivesTheVerySameString()
    {
        foreach (var names in (string[])["67:cell phone", ""])
            Assert.Same(Read(names, [1, 2, 3, 4, 0.9f, 67])[0].Label, Read(names, [1, 2, 3, 4, 0.9f, 67])[0].Label);
    }

    [Fact]
    public void Read_BeyondThePicture_IsCutOff() =>
        Assert.Equal(new Detection("person", 1, new Box(0, 0, 640, 480)), Assert.Single(Read("", [-5, -5, 700, 700, 1.5f, 0])));

    [Fact]
    public void Read_MoreThanAVerdictCarries_KeepsTheFirstHundred() =>
        Assert.Equal(100, Read("", [.. Enumerable.Repeat<float[]>([1, 2, 3, 4, 0.9f, 0], 300)]).Count);

    [Fact]
    public void Read_NoRows_SeesNothing() => Assert.Empty(_rows.Read([], [], Frame));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Read_NumberThatIsNone_IsRefused(float number) => Assert.Throws<InvalidDataException>(() => Read("", [1, 2, 3, 4, number, 0]));

    [Fact]
    public void Read_HalfARow_IsRefused() => Assert.Throws<InvalidDataException>(() => _rows.Read(new byte[30], [], Frame));

    private IReadOnlyList<Detection> Read(string names, params float[][] rows) =>
        _rows.Read(MemoryMarshal.AsBytes<float>(rows.SelectMany(row => row).ToArray()), System.Text.Encoding.UTF8.GetBytes(names), Frame);
}
