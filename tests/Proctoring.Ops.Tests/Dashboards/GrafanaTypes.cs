using Proctoring.Ops.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Ops.Tests.Dashboards;

/// <summary>Grafana's own types, from its package for TypeScript.</summary>
internal static class GrafanaTypes
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "tools", "grafana");

    /// <summary>Why nothing can be checked; null where it can.</summary>
    public static string? Missing => Directory.Exists(Path.Combine(Folder, "node_modules", "typescript")) ? null : "Needs Grafana's types below artifacts/tools/grafana; 'make test' installs them from npm.";

    /// <summary>A line for each thing that does not fit.</summary>
    public static async Task<string[]> ComplaintsAboutAsync(params IEnumerable<string> files)
    {
        var script = Path.Combine(Repository.Root, "tests", "Proctoring.Ops.Tests", "Dashboards", "check.mjs");
        return (await Tool.RunAsync("node", [script, Folder, .. files])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

/// <summary>A test that needs Grafana's types.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GrafanaFactAttribute : FactAttribute
{
    public GrafanaFactAttribute() => Skip = GrafanaTypes.Missing;
}

/// <inheritdoc cref="GrafanaFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GrafanaTheoryAttribute : TheoryAttribute
{
    public GrafanaTheoryAttribute() => Skip = GrafanaTypes.Missing;
}
