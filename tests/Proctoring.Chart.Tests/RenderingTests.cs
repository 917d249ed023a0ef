using System.Text.Json.Nodes;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests;

/// <summary>Every values file of the matrix: linted, rendered, and each object read as its type.</summary>
public sealed class RenderingTests
{
    public static TheoryData<string> Cases => HelmChart.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Lint_EveryCase_HasNoComplaint(string name) => (await HelmChart.TryAsync("lint", name)).OutputOrFail();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Render_EveryCase_IsOfItsTypes(string name)
    {
        var objects = await HelmChart.RenderAsync(name);
        Assert.NotEmpty(objects);
        Assert.Empty(objects.Where(StrictTypes.Has).Select(StrictTypes.ProblemOf).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Render_EveryCase_HasEachObjectOnce(string name)
    {
        var objects = await HelmChart.RenderAsync(name);
        Assert.Equal(objects.Count, objects.Select(manifest => manifest.Id).Distinct().Count());
        Assert.All(objects, manifest => Assert.InRange(manifest.Name.Length, 1, manifest.Kind == "CronJob" ? 52 : 63));
    }

    [Theory]
    [InlineData("hostnetwork", true)]
    [InlineData("hostNetwork", "true")]
    [InlineData("terminationGracePeriodSeconds", "10")]
    [InlineData("serviceAccountName", 5)]
    public void StrictTypes_WrongFieldOrType_IsFound(string field, object value)
    {
        var pod = JsonNode.Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"c"}]}}""")!.AsObject();
        Assert.Null(StrictTypes.ProblemOf(new Manifest(pod)));
        pod["spec"]![field] = JsonValue.Create(value);
        Assert.Contains(field, StrictTypes.ProblemOf(new Manifest(pod)));
    }
}
