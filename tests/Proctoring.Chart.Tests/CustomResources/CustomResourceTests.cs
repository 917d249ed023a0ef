using System.Text.Json.Nodes;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests.CustomResources;

public sealed class CustomResourceTests
{
    [Fact]
    public async Task CustomResources_OfEveryCase_FitTheirSchemas()
    {
        var objects = new List<Manifest>();
        foreach (var name in HelmChart.Cases) objects.AddRange((await HelmChart.RenderAsync(name)).Where(manifest => !StrictTypes.Has(manifest)));
        Assert.Subset(objects.Select(manifest => manifest.Kind).ToHashSet(), (HashSet<string>)["ScaledObject", "PodMonitor", "ServiceMonitor", "HTTPRoute", "ProxySettingsPolicy"]);
        Assert.Empty(await ResourceSchemas.ComplaintsAboutAsync(objects));
    }

    [Theory]
    [InlineData("ScaledObject", "pollingIntervall", 15, "pollingIntervall")]
    [InlineData("ScaledObject", "pollingInterval", "15s", "pollingInterval")]
    [InlineData("PodMonitor", "podTargetLabel", "a", "podTargetLabel")]
    [InlineData("HTTPRoute", "hostname", "a", "hostname")]
    [InlineData("ProxySettingsPolicy", "timeouts", "a", "timeouts")]
    public async Task Schemas_WrongField_IsFound(string kind, string field, object value, string complaint)
    {
        var manifest = (await HelmChart.RenderAsync("keda")).First(manifest => manifest.Kind == kind);
        manifest.Json["spec"]![field] = JsonValue.Create(value);
        Assert.Contains(await ResourceSchemas.ComplaintsAboutAsync([manifest]), said => said.Contains(complaint));
    }
}
