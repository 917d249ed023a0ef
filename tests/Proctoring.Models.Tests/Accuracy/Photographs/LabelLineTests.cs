using Proctoring.Contracts;
using Proctoring.Models.Accuracy;
using Proctoring.Models.Accuracy.Photographs;

namespace Proctoring.Models.Tests.Accuracy.Photographs;

public sealed class LabelLineTests
{
    private static readonly string[] Classes = ["cat", "cell phone"];

    [Fact]
    public void Parse_CentreAndSize_GivesCorners()
    {
        var phone = LabelLine.Parse("1 0.5 0.25 0.25 0.5", "a.txt, line 1", Classes);

        Assert.Equal(new LabelledObject("cell phone", new Box(0.375f, 0, 0.625f, 0.5f)), phone);
        Assert.Equal(new Box(240, 0, 400, 240), phone.In(640, 480));
    }

    [Theory]
    [InlineData("1 0.5 0.5 0.1", "is not a class number followed by")]
    [InlineData("1 0.5 0.5 0.1 0.1 0.9", "is not a class number followed by")]
    [InlineData("cat 0.5 0.5 0.1 0.1", "is not a class number followed by")]
    [InlineData("-1 0.5 0.5 0.1 0.1", "is not a class number followed by")]
    [InlineData("2 0.5 0.5 0.1 0.1", "class 2 is unknown")]
    [InlineData("1 320 240 0.1 0.1", "'320' is not a share")]
    [InlineData("1 0.5 0,5 0.1 0.1", "'0,5' is not a share")]
    [InlineData("1 0.5 NaN 0.1 0.1", "'NaN' is not a share")]
    [InlineData("1 0.5 0.5 0.1 0", "is empty")]
    public void Parse_BrokenLine_NamesPlaceAndFault(string line, string fault)
    {
        var error = Assert.Throws<AccuracyException>(() => LabelLine.Parse(line, "labels/a.txt, line 7", Classes));

        Assert.StartsWith("labels/a.txt, line 7: ", error.Message);
        Assert.Contains(fault, error.Message);
    }
}
