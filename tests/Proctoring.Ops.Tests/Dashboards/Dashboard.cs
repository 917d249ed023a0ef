using System.Text.Json;
using Proctoring.Ops.Tests.Rules;

namespace Proctoring.Ops.Tests.Dashboards;

/// <summary>A Grafana dashboard as its file has it.</summary>
internal sealed record Dashboard(string File, JsonElement Json)
{
    public static IReadOnlyList<Dashboard> All() =>
        [.. Directory.EnumerateFiles(OpsFiles.Dashboards, "*.json").Order().Select(file => new Dashboard(Path.GetFileName(file), JsonDocument.Parse(System.IO.File.ReadAllText(file)).RootElement))];

    public IEnumerable<Panel> Panels => Json.GetProperty("panels").EnumerateArray().Select(panel => new Panel(panel));
}

internal sealed record Panel(JsonElement Json)
{
    public string Title => Json.GetProperty("title").GetString()!;

    public bool IsRow => Json.GetProperty("type").GetString() == "row";

    public IEnumerable<string> Queries => IsRow ? [] : Json.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("expr").GetString()!);

    /// <summary>Left, top, width, height in units of the grid, which is 24 wide.</summary>
    public (int X, int Y, int W, int H) Place
    {
        get
        {
            var place = Json.GetProperty("gridPos");
            return (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32(), place.GetProperty("w").GetInt32(), place.GetProperty("h").GetInt32());
        }
    }

    public bool Overlaps(Panel other)
    {
        var (one, two) = (Place, other.Place);
        return one.X < two.X + two.W && two.X < one.X + one.W && one.Y < two.Y + two.H && two.Y < one.Y + one.H;
    }
}
