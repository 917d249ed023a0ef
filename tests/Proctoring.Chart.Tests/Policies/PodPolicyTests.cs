using System.Text.Json.Nodes;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests.Policies;

public sealed class PodPolicyTests
{
    public static TheoryData<string> Cases => HelmChart.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Pods_EveryCase_KeepToThePolicy(string name)
    {
        var complaints = (await HelmChart.RenderAsync(name)).SelectMany(PodPolicy.ComplaintsAbout);
        // A cache in a folder of the node is the one thing that the standard forbids; its notes say so.
        Assert.DoesNotContain(complaints, complaint => !complaint.EndsWith("has a volume of kind hostPath", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notes_CacheOnTheNode_AreWarnedOf() =>
        Assert.Contains("the restricted Pod Security standard forbids", await Notes.OfAsync("nvidia"));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Tokens_EveryCase_OnlyWhereTheApiServerIsAsked(string name)
    {
        var objects = await HelmChart.RenderAsync(name);
        string[] mayAsk = name is "keda" or "alb" ? ["gateway", "exam"] : [];
        var withToken = objects.Where(manifest => manifest.PodSpec?["automountServiceAccountToken"]?.GetValue<bool>() == true);
        Assert.Subset(mayAsk.ToHashSet(), withToken.Select(manifest => manifest.PodLabels["app.kubernetes.io/component"]!.GetValue<string>()).ToHashSet());
        Assert.All(objects.Where(manifest => manifest.Kind == "ServiceAccount"), account => Assert.False(account.Json["automountServiceAccountToken"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("runAsNonRoot", "may run as root")]
    [InlineData("readOnlyRootFilesystem", "can write its root")]
    [InlineData("capabilities", "keeps capabilities")]
    [InlineData("limits", "has no memory limit")]
    [InlineData("livenessProbe", "has no livenessProbe")]
    public async Task Policy_WithoutTheField_Complains(string field, string complaint)
    {
        var gateway = (await HelmChart.RenderAsync("minimal")).Single(manifest => manifest.Id == "Deployment/proctoring-gateway");
        Assert.Empty(PodPolicy.ComplaintsAbout(gateway));
        Remove(gateway.Json, field);
        Assert.Contains(PodPolicy.ComplaintsAbout(gateway), said => said.Contains(complaint));
    }

    private static void Remove(JsonNode? node, string field)
    {
        if (node is JsonObject map)
        {
            map.Remove(field);
            foreach (var (_, child) in map) Remove(child, field);
        }
        foreach (var child in node as JsonArray ?? []) Remove(child, field);
    }
}
