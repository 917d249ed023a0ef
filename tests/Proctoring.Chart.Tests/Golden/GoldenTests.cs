using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests.Golden;

/// <summary>What each values file renders to, so that a change of the chart is seen as what it does to a cluster.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Cases => HelmChart.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Render_EveryCase_IsAsBefore(string name)
    {
        var lines = (await HelmChart.TextAsync(name)).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);
        await GoldenFile.HoldsAsync($"tests/Proctoring.Chart.Tests/Golden/{name}.yaml", string.Join('\n', lines) + "\n");
    }
}
