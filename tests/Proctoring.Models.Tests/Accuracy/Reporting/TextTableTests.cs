using Proctoring.Models.Accuracy.Reporting;

namespace Proctoring.Models.Tests.Accuracy.Reporting;

public sealed class TextTableTests
{
    [Fact]
    public void ToString_CellsOfManyLengths_AlignsNamesLeftAndNumbersRight()
    {
        var table = new TextTable("run", "mAP", "reference");
        table.Add("colour", "0.310", "0.3");
        table.Add("gray", "0.2", "");

        Assert.Equal(
            """
            run       mAP  reference
            colour  0.310        0.3
            gray      0.2

            """, table.ToString());
    }

    [Fact]
    public void Add_RowOfAnotherLength_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new TextTable("a", "b").Add("1"));
}
