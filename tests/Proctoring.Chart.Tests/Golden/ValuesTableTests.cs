using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests.Golden;

public sealed class ValuesTableTests
{
    private const string Begin = "<!-- values: made from values.yaml by make chart FIX=1 -->\n";

    [Fact]
    public async Task Readme_Table_IsThatOfTheValues()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(HelmChart.Folder, "README.md"));
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        Assert.True(start >= Begin.Length, $"The chart's README has no line {Begin}");
        var table = ValuesTable.Of(await File.ReadAllLinesAsync(Path.Combine(HelmChart.Folder, "values.yaml")));
        await GoldenFile.HoldsAsync("charts/proctoring/README.md", readme[..start] + table);
    }

    [Fact]
    public void Table_ValueWithoutComment_IsRefused() =>
        Assert.Contains("b.c", Assert.Throws<InvalidOperationException>(() => ValuesTable.Of(["# A", "a: 1", "b:", "  c: 2"])).Message);
}
