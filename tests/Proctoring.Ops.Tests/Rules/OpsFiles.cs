using Proctoring.Testing;

namespace Proctoring.Ops.Tests.Rules;

/// <summary>Where rules, dashboards and runbooks lie.</summary>
internal static class OpsFiles
{
    public static string Runbooks => Path.Combine(Repository.Root, "docs", "runbooks");

    public static string Dashboards => InChart("dashboards");

    public static string Rules(string file) => InChart(file);

    public static string Cases(string file) => Path.Combine(Repository.Root, "tests", "Proctoring.Ops.Tests", "Rules", "Cases", file);

    private static string InChart(string name) => Path.Combine(Repository.Root, "charts", "proctoring", "monitoring", name);
}
