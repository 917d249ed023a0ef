using Proctoring.Ops.Tests.Rules;

namespace Proctoring.Ops.Tests.Dashboards;

public sealed class GrafanaTests
{
    [GrafanaFact]
    public async Task Dashboards_All_AreWhatGrafanaTakes() => Assert.Empty(await GrafanaTypes.ComplaintsAboutAsync(Directory.EnumerateFiles(OpsFiles.Dashboards, "*.json")));

    [GrafanaTheory]
    [InlineData("\"unit\": \"cps\"", "\"unitt\": \"cps\"", "unitt")]
    [InlineData("\"colorMode\": \"background\"", "\"colorMode\": \"loud\"", "loud")]
    [InlineData("\"refId\": \"A\"", "\"refID\": \"A\"", "refID")]
    public async Task Dashboard_WithWhatGrafanaDoesNotKnow_IsFound(string part, string wrong, string complaint)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("proctoring-dashboard-").FullName, "wrong.json");
        var right = await File.ReadAllTextAsync(Path.Combine(OpsFiles.Dashboards, "inference.json"));
        Assert.Contains(part, right, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, right.Replace(part, wrong, StringComparison.Ordinal));

        Assert.Contains(await GrafanaTypes.ComplaintsAboutAsync(file), said => said.Contains(complaint, StringComparison.Ordinal));

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
