using System.Text.Json;
using Proctoring.Ops.Tests.Hosting;

namespace Proctoring.Ops.Tests.Dashboards;

public sealed class DashboardTests
{
    private static readonly string[] Kinds = ["row", "stat", "timeseries", "heatmap"];

    /// <summary>Units of Grafana's list that are used here.</summary>
    private static readonly string[] Units = ["short", "s", "percentunit", "percent", "cps", "reqps", "bytes", "Bps", "decmbytes"];

    public static TheoryData<string, string> Panels =>
        (from dashboard in Dashboard.All() from panel in dashboard.Panels where !panel.IsRow select (dashboard.File, panel.Title)).ToTheory();

    [Fact]
    public void Dashboards_AreThese() => Assert.Equal(["exam-now.json", "gateways-and-edge.json", "inference.json"], Dashboard.All().Select(dashboard => dashboard.File));

    [Theory]
    [InlineData("exam-now.json")]
    [InlineData("gateways-and-edge.json")]
    [InlineData("inference.json")]
    public void Dashboard_CanBeImportedAnywhere(string file)
    {
        var dashboard = Dashboard.All().Single(dashboard => dashboard.File == file);
        var json = dashboard.Json;

        Assert.Matches("^proctoring-[a-z]+$", json.GetProperty("uid").GetString());
        Assert.Contains(json.GetProperty("tags").EnumerateArray(), tag => tag.GetString() == "proctoring");
        Assert.True(json.GetProperty("schemaVersion").GetInt32() >= 39);
        Assert.False(json.TryGetProperty("id", out _), "An id belongs to one Grafana.");
        Assert.Equal(file == "exam-now.json" ? ["datasource", "namespace", "exam"] : ["datasource", "namespace"], json.GetProperty("templating").GetProperty("list").EnumerateArray().Select(variable => variable.GetProperty("name").GetString()!));
        Assert.DoesNotContain(Sources(json), uid => uid != "${datasource}");
    }

    [Theory]
    [InlineData("exam-now.json")]
    [InlineData("gateways-and-edge.json")]
    [InlineData("inference.json")]
    public void Panels_LieBesideEachOther(string file)
    {
        Panel[] panels = [.. Dashboard.All().Single(dashboard => dashboard.File == file).Panels];

        Assert.Equal(panels.Length, panels.Select(panel => panel.Json.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal(panels.Length, panels.Select(panel => panel.Title).Distinct().Count());
        Assert.All(panels, panel => Assert.InRange(panel.Place.X + panel.Place.W, 1, 24));
        Assert.All(panels, panel => Assert.DoesNotContain(panels, other => other.Title != panel.Title && other.Overlaps(panel)));
    }

    [Theory]
    [MemberData(nameof(Panels))]
    public void Panel_HasUnitDescriptionAndQuery(string file, string title)
    {
        var panel = Dashboard.All().Single(dashboard => dashboard.File == file).Panels.Single(panel => panel.Title == title);
        JsonElement[] targets = [.. panel.Json.GetProperty("targets").EnumerateArray()];

        Assert.Contains(panel.Json.GetProperty("type").GetString(), Kinds);
        Assert.Contains(panel.Json.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString(), Units);
        Assert.Matches(@"^[A-Z0-9].{15,}\.$", panel.Json.GetProperty("description").GetString());
        Assert.NotEmpty(targets);
        Assert.Equal(targets.Length, targets.Select(target => target.GetProperty("refId").GetString()).Distinct().Count());
        Assert.All(panel.Queries, query => Assert.False(string.IsNullOrWhiteSpace(query)));
    }

    private static IEnumerable<string?> Sources(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property is { Name: "datasource", Value.ValueKind: JsonValueKind.Object } ? [property.Value.GetProperty("uid").GetString()] : Sources(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Sources),
        _ => [],
    };
}
