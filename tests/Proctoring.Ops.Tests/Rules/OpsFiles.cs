using Proctoring.Testing;

namespace Proctoring.Ops.Tests.Rules;

/// <summary>Where rules, dashboards and runbooks lie.</summary>
internal static class OpsFiles
{
    public static string Runbooks => Path.Combine(Repository.Root, "docs", "runbooks");

    public static string Dashboards => Path.Combine(Repository.Root, "ops", "grafana");

    public static string Prometheus(params string[] path) => Path.Combine([Repository.Root, "ops", "prometheus", .. path]);
}
