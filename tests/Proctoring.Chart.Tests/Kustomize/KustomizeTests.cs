using Proctoring.Chart.Tests.CustomResources;
using Proctoring.Chart.Tests.Golden;
using Proctoring.Chart.Tests.Policies;
using Proctoring.Chart.Tests.Rendering;
using Proctoring.Testing;

namespace Proctoring.Chart.Tests.Kustomize;

/// <summary>k8s/ is the chart, for teams without Helm.</summary>
public sealed class KustomizeTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "k8s");

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Path.Combine(Folder, "examples")).Select(Path.GetFileName).OfType<string>()];

    [Fact]
    public async Task Base_Files_AreWhatTheChartRenders()
    {
        var rooms = Written.ByRoom(await RenderAsync("base"));
        foreach (var (room, text) in rooms) await GoldenFile.HoldsAsync($"k8s/base/{room}.yaml", text);
        Assert.Equal(rooms.Keys.Select(room => $"{room}.yaml").Append("kustomization.yaml").Order(), Directory.GetFiles(Path.Combine(Folder, "base")).Select(Path.GetFileName).Order());
        Assert.Empty(Comparison.Differences(HelmChart.Read(await RenderAsync("base")), await BuildAsync("base")));
    }

    [Theory]
    [InlineData("local")]
    [InlineData("nvidia")]
    [InlineData("intel")]
    public async Task Overlay_Built_IsWhatTheChartRenders(string name)
    {
        var rendered = await RenderAsync(name);
        await GoldenFile.HoldsAsync($"k8s/overlays/{name}/added.yaml", Written.Added(rendered, HelmChart.Read(await RenderAsync("base"))));
        var built = await BuildAsync($"overlays/{name}");
        Assert.Empty(Comparison.Differences(HelmChart.Read(rendered), built));
        Assert.Empty(built.SelectMany(PodPolicy.ComplaintsAbout));
    }

    [Fact]
    public async Task Comparison_OtherValues_AreFound()
    {
        var chart = HelmChart.Read(await RenderAsync("local"));
        var differences = Comparison.Differences(chart, await BuildAsync("overlays/nvidia")).ToList();
        Assert.Contains("Only the chart has Deployment/proctoring-redis.", differences);
        Assert.Contains("Only kustomize has Deployment/proctoring-inference-tensorrt.", differences);
        Assert.Contains(differences, difference => difference.Contains("Redis__Endpoints"));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Examples_Objects_FitTheirTypes(string file)
    {
        var objects = HelmChart.Read(await File.ReadAllTextAsync(Path.Combine(Folder, "examples", file)));
        Assert.Empty(objects.Where(StrictTypes.Has).Select(StrictTypes.ProblemOf).OfType<string>());
        Assert.Empty(await ResourceSchemas.ComplaintsAboutAsync(objects.Where(manifest => !StrictTypes.Has(manifest))));
    }

    private static async Task<string> RenderAsync(string values) => (await Tool.HelmAsync(
        "template", HelmChart.Release, HelmChart.Folder, "--namespace", HelmChart.Namespace, "--values", Path.Combine(Folder, "values", $"{values}.yaml"))).OutputOrFail();

    private static async Task<IReadOnlyList<Manifest>> BuildAsync(string folder) => HelmChart.Read((await Tool.KubectlAsync("kustomize", Path.Combine(Folder, folder))).OutputOrFail());
}
