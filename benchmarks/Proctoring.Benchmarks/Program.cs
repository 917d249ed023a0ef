using Proctoring.Benchmarks.Reporting;
using Proctoring.Benchmarks.Rows;

if (args is ["micro", .. var filters])
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(ReportWriter).Assembly).Run(filters);
    return;
}

var report = new ReportWriter();
ReportWriter.PrintHeader();
await Throughput.MeasureAsync(report);
await OneCandidate.MeasureAsync(report);
await Allocation.MeasureAsync(report);
await GatewayAlone.MeasureAsync(report);
report.Save();
