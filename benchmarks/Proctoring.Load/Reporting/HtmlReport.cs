using System.Net;
using System.Text;
using Proctoring.Load.Recording;

namespace Proctoring.Load.Reporting;

/// <summary>The report: one file that needs nothing else.</summary>
internal static class HtmlReport
{
    public static string Write(LoadPlan plan, Summary summary, Recorder recorder)
    {
        var page = new StringBuilder();
        page.Append($"<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Load on {WebUtility.HtmlEncode(plan.Address.Authority)}</title>\n<style>\n{Style}</style>\n<main>\n");
        page.Append($"<h1>Load on {WebUtility.HtmlEncode(plan.Address.Authority)}</h1>\n<p class=\"when\">{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {summary.Took.TotalSeconds:0} s, sent from a machine with {Environment.ProcessorCount} cores</p>\n");
        page.Append("<dl class=\"heads\">").AppendJoin("", summary.Heads().Select(head => $"<div><dt>{Text(head.Name)}</dt><dd>{Text(head.Value)}</dd></div>")).Append("</dl>\n");
        page.Append("<div class=\"plots\">\n").AppendJoin("", Plots(summary, recorder).Select(plot => plot.Svg())).Append("</div>\n");
        page.Append("<div class=\"tables\">\n").Append(Table("What was sent", plan.Facts())).Append(Table("What came of it", summary.Facts())).Append("</div>\n</main>\n</html>\n");
        return page.ToString();
    }

    private static IEnumerable<Plot> Plots(Summary summary, Recorder recorder)
    {
        var seconds = recorder.Seconds[..^1]; // the last one is not whole
        yield return new Plot("Frame to verdict", "ms", "seconds", Over(seconds, "p50", second => second.Latency.Percentile(0.5)), Over(seconds, "p99", second => second.Latency.Percentile(0.99)));
        yield return new Plot("Frames and verdicts", "a second", "seconds", Over(seconds, "frames", second => second.Sent), Over(seconds, "verdicts", second => second.Verdicts), Over(seconds, "superseded", second => second.Superseded));
        yield return new Plot("Connected", "candidates", "seconds", Over(seconds, "connected", second => second.Connected));
        yield return new Plot("Connections", "a second", "seconds", Over(seconds, "made", second => second.Connects), Over(seconds, "ended", second => second.Ends), Over(seconds, "errors told", second => second.Errors));
        yield return new Plot("Verdicts within", "share", "ms", new Line("verdicts", [(0, 0), .. summary.Latency.Curve().TakeWhile(point => point.Share <= 0.999).Select(point => (point.Milliseconds, point.Share))]));
        yield return new Plot("Connecting within", "share", "ms", new Line("connections", [(0, 0), .. recorder.Connecting.Curve().Select(point => (point.Milliseconds, point.Share))]));
    }

    private static Line Over(Second[] seconds, string name, Func<Second, double> value) => new(name, [.. seconds.Select((second, i) => ((double)i, value(second)))]);

    private static string Table(string title, IEnumerable<(string Name, string Value)> facts) =>
        $"<table><caption>{Text(title)}</caption>{string.Concat(facts.Select(fact => $"<tr><th scope=\"row\">{Text(fact.Name)}</th><td>{Text(fact.Value)}</td></tr>"))}</table>\n";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private const string Style = """
        :root { color-scheme: light dark; --ink: light-dark(#1c2128, #e6e9ee); --soft: light-dark(#5c6570, #9aa4b1); --line: light-dark(#e2e6eb, #343b45); --card: light-dark(#fff, #1b2027);
          --c0: light-dark(#1f6feb, #6cb0ff); --c1: light-dark(#d1570b, #ffa657); --c2: light-dark(#6b7683, #9aa4b1); }
        body { margin: 0; background: light-dark(#f4f6f8, #12161b); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
        main { max-width: 1160px; margin: 0 auto; padding: 28px 20px 48px; }
        h1 { font-size: 24px; margin: 0; }
        .when { color: var(--soft); margin: 2px 0 20px; }
        .heads { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; margin: 0 0 16px; }
        .heads div, figure, table { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        .heads div { padding: 10px 14px; }
        dt { color: var(--soft); font-size: 13px; }
        dd { margin: 0; font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr)); gap: 12px; }
        figure { margin: 0; padding: 12px 14px 10px; }
        figcaption { font-weight: 600; }
        .unit { color: var(--soft); font-weight: 400; }
        svg { display: block; width: 100%; height: auto; }
        .grid { stroke: var(--line); }
        .tick { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
        .end { text-anchor: end; } .middle { text-anchor: middle; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .line.c0 { stroke: var(--c0); stroke-width: 3; } .line.c1 { stroke: var(--c1); } .line.c2 { stroke: var(--c2); stroke-dasharray: 5 4; }
        .legend { display: flex; gap: 18px; list-style: none; margin: 2px 0 0; padding: 0 0 0 38px; color: var(--soft); font-size: 13px; }
        .legend li::before { content: ""; display: inline-block; width: 16px; height: 3px; margin-right: 7px; vertical-align: middle; background: currentColor; }
        .legend .c0::before { background: var(--c0); } .legend .c1::before { background: var(--c1); } .legend .c2::before { background: var(--c2); }
        .tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr)); gap: 12px; margin-top: 12px; align-items: start; }
        table { border-collapse: separate; border-spacing: 0; width: 100%; padding: 6px 14px 10px; }
        caption { text-align: left; font-weight: 600; padding: 10px 2px 6px; }
        th, td { padding: 5px 0; border-top: 1px solid var(--line); vertical-align: top; }
        th { text-align: left; font-weight: 400; color: var(--soft); padding-right: 16px; }
        td { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }

        """;
}
