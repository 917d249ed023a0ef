using System.Text.RegularExpressions;
using Proctoring.Ops.Tests.Hosting;
using Proctoring.Ops.Tests.Rules;

namespace Proctoring.Ops.Tests.Dashboards;

/// <summary>Something that is asked of Prometheus, and who asks.</summary>
internal static partial class Query
{
    /// <summary>Every query of every panel and recording rule, and every selector of every alert, whose whole expression should mostly have no answer.</summary>
    public static IEnumerable<(string Asker, string Expression)> All()
    {
        var panels = from dashboard in Dashboard.All() from panel in dashboard.Panels from query in panel.Queries select ($"{dashboard.File}: {panel.Title}", Filled(query));
        var recordings = from rule in Rule.Recordings() select (rule.Name, rule.Expr);
        var alerts = from alert in Rule.Alerts() from selector in Selectors(alert.Expr) select (alert.Name, selector);
        return panels.Concat(recordings).Concat(alerts);
    }

    /// <summary>Metrics that a query names.</summary>
    public static IEnumerable<string> Metrics(string expression) => Names().Matches(expression).Select(name => name.Value).Distinct();

    /// <summary>Whether all that it asks for is measured by others, and stands in for them here.</summary>
    public static bool IsForeign(string expression) => Metrics(expression).All(ForeignMetrics.Names().Contains);

    // As Grafana does it.
    private static string Filled(string query) => query.Replace("$__rate_interval", "15s", StringComparison.Ordinal).Replace("$namespace", ".*", StringComparison.Ordinal).Replace("$exam", ".*", StringComparison.Ordinal);

    private static IEnumerable<string> Selectors(string expression) => Vectors().Matches(expression).Select(selector => selector.Value).Distinct();

    private const string Families = @"(?<![a-zA-Z0-9_:])(?:proctoring_|namespace:proctoring_|kube_|nginx_|DCGM_|process_)[a-zA-Z0-9_:]+";

    [GeneratedRegex(Families)]
    private static partial Regex Names();

    [GeneratedRegex(Families + @"(?:\{[^}]*\})?")]
    private static partial Regex Vectors();
}
