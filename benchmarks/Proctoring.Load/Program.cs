using System.CommandLine;
using Proctoring.Load;
using Proctoring.Load.Reporting;
using Proctoring.Load.Running;

var root = CommandLine.Root(async (plan, cancellationToken) =>
{
    var recording = await new LoadRun(plan, Console.Out).RunAsync(cancellationToken);
    var summary = Summary.Of(recording);
    await Console.Out.WriteLineAsync(summary.ToString());
    await File.WriteAllTextAsync(plan.Report, HtmlReport.Write(plan, summary, recording), CancellationToken.None);
    await Console.Out.WriteLineAsync($"Report: {Path.GetFullPath(plan.Report)}");
    return summary.Verdicts > 0 ? 0 : 1;
});
// Ctrl-C ends the load; what was measured until then is still reported.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
