using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests.Kustomize;

/// <summary>Rendered objects as files for people without Helm: the chart's text with its comments, without what only Helm adds.</summary>
internal static class Written
{
    private const string Source = "# Source: proctoring/templates/";

    /// <summary>Contents by the room of the chart that they come from.</summary>
    public static Dictionary<string, string> ByRoom(string rendered) => Documents(rendered).GroupBy(document => document.Room).ToDictionary(
        group => group.Key, group => string.Join("---\n", group.Select(document => document.Text)));

    /// <summary>The objects that another rendering does not have.</summary>
    public static string Added(string rendered, IEnumerable<Manifest> other)
    {
        var known = other.Select(manifest => manifest.Id).ToHashSet();
        return string.Join("---\n", Documents(rendered).Where(document => !known.Contains(HelmChart.Read(document.Text).Single().Id)).Select(document => document.Text));
    }

    private static IEnumerable<(string Room, string Text)> Documents(string rendered)
    {
        foreach (var document in rendered.Split("---\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = document.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToList();
            if (lines.Count == 0 || lines.Exists(line => line.Contains("helm.sh/hook:"))) continue;
            var room = lines.First(line => line.StartsWith(Source, StringComparison.Ordinal))[Source.Length..].Split('/')[0];
            var kept = lines.Where(line => !line.StartsWith(Source, StringComparison.Ordinal) && !line.Contains("helm.sh/chart:") && !line.Contains("app.kubernetes.io/managed-by:"));
            yield return (room, string.Join('\n', kept) + "\n");
        }
    }
}
