using System.Text.Json.Nodes;
using Proctoring.Chart.Tests.CustomResources;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests;

/// <summary>Rules and dashboards reach the cluster as they are tested.</summary>
public sealed class MonitoringTests
{
    private static readonly string Files = Path.Combine(HelmChart.Folder, "monitoring");

    [Fact]
    public async Task Rules_TurnedOn_AreTheFilesWithRunbooksWhereTheyAreServed()
    {
        var rules = await RenderAsync("PrometheusRule", "monitoring.rules.enabled=true", "monitoring.rules.runbookUrl=https://git.example.org/", "monitoring.labels.release=main");
        Assert.Equal(["proctoring-recording", "proctoring-alerts"], rules.Select(rule => rule.Name));
        Assert.Empty(await ResourceSchemas.ComplaintsAboutAsync(rules));
        foreach (var rule in rules)
        {
            Assert.Equal("main", rule.At("metadata", "labels", "release")!.GetValue<string>());
            var file = await File.ReadAllTextAsync(Path.Combine(Files, rule.Name.Replace("proctoring-", "") + ".yaml"));
            var served = file.Replace("runbook_url: docs/", "runbook_url: https://git.example.org/docs/");
            Assert.True(JsonNode.DeepEquals(YamlTree.ParseAll(served).Single(), rule.Json["spec"]), $"{rule.Name} is not the file's.");
        }
    }

    [Fact]
    public async Task Rules_Altered_AreFoundByTheirSchema()
    {
        var rule = (await RenderAsync("PrometheusRule", "monitoring.rules.enabled=true"))[0];
        rule.Json["spec"]!["groups"]![0]!["rules"]![0]!["expression"] = "up";
        Assert.Contains(await ResourceSchemas.ComplaintsAboutAsync([rule]), said => said.Contains("expression", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dashboards_TurnedOn_AreTheFilesInConfigMaps()
    {
        var maps = await RenderAsync("ConfigMap", "monitoring.dashboards.enabled=true", "monitoring.dashboards.annotations.grafana_folder=Exams");
        var files = Directory.GetFiles(Path.Combine(Files, "dashboards")).Order().ToArray();
        Assert.Equal(files.Select(file => "proctoring-dashboard-" + Path.GetFileNameWithoutExtension(file)), maps.Select(map => map.Name).Order());
        foreach (var (file, map) in files.Zip(maps.OrderBy(map => map.Name)))
        {
            Assert.Equal("1", map.At("metadata", "labels", "grafana_dashboard")!.GetValue<string>());
            Assert.Equal("Exams", map.At("metadata", "annotations", "grafana_folder")!.GetValue<string>());
            Assert.Equal(await File.ReadAllTextAsync(file), map.Json["data"]![Path.GetFileName(file)]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Monitoring_NothingSaid_BringsNeither() =>
        Assert.DoesNotContain(await HelmChart.RenderAsync("minimal"), manifest => manifest.Kind == "PrometheusRule" || manifest.Name.Contains("dashboard", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<Manifest>> RenderAsync(string kind, params string[] settings) =>
        [.. (await HelmChart.RenderAsync("minimal", settings)).Where(manifest => manifest.Kind == kind)];
}
