using System.Text;

namespace Proctoring.Chart.Tests.Golden;

/// <summary>The table of values of the chart's README, from the comments of values.yaml: a value without one is an error.</summary>
internal static class ValuesTable
{
    public static string Of(IReadOnlyList<string> lines)
    {
        var table = new StringBuilder("| value | default | |\n| --- | --- | --- |\n");
        var path = new List<(int Indent, string Name)>();
        var comment = new List<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, indent) = (lines[i].Trim(), lines[i].Length - lines[i].TrimStart().Length);
            if (line.StartsWith("# ", StringComparison.Ordinal)) comment.Add(line[2..]);
            if (line.Length == 0 || line[0] is '#' or '-') continue;
            path.RemoveAll(entry => entry.Indent >= indent);
            var colon = line.IndexOf(':');
            path.Add((indent, line[..colon]));
            var (name, value) = (string.Join('.', path.Select(entry => entry.Name)), line[(colon + 1)..].Trim());
            var next = i + 1 < lines.Count ? lines[i + 1] : "";
            var isGroup = value.Length == 0;
            if (comment.Count > 0) table.Append($"| `{name}` | {Default(value)} | {string.Join(' ', comment).Replace("|", "\\|")} |\n");
            else if (!isGroup && !IsSaidAbove(path)) throw new InvalidOperationException($"values.yaml does not say what {name} is.");
            comment.Clear();
        }
        return table.ToString();
    }

    // Lines of a value that is explained as a whole, and switches whose name says it.
    private static bool IsSaidAbove(List<(int Indent, string Name)> path) =>
        path[^1].Name is "enabled" or "required" || path.Exists(entry => entry.Name is "resources" or "behavior" or "spread" or "keys" or "egress");

    private static string Default(string value) => value is "" or "\"\"" ? "" : $"`{value.Replace("|", "\\|")}`";
}
