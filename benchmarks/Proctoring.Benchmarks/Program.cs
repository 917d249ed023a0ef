using Proctoring.Benchmarks.Reporting;
using Proctoring.Benchmarks.Rows;

namespace Proctoring.Benchmarks;

/// <summary>`micro` runs BenchmarkDotNet; names of rows run those alone; nothing runs all and writes artifacts/bench.json.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["micro", .. var filters])
        {
            BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(ReportWriter).Assembly).Run(filters);
            return 0;
        }

        (string Name, Func<ReportWriter, Task> Measure)[] rows =
        [
            ("throughput", Throughput.MeasureAsync),
            ("providers", Providers.MeasureAsync),
            ("one-candidate", OneCandidate.MeasureAsync),
            ("hop", Hop.MeasureAsync),
            ("gating", Gating.MeasureAsync),
            ("allocation", Allocation.MeasureAsync),
            ("gateway", GatewayAlone.MeasureAsync),
            ("runtime", RuntimeSettings.MeasureAsync),
            ("delivery", Delivery.MeasureAsync),
            ("redis", RedisCost.MeasureAsync),
            ("telemetry", Telemetry.MeasureAsync),
        ];
        if (args.Except(rows.Select(row => row.Name)).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There are no rows '{unknown}'; there are {string.Join(", ", rows.Select(row => row.Name))}.");
            return 1;
        }
        var report = new ReportWriter();
        ReportWriter.PrintHeader();
        foreach (var (name, measure) in rows)
        {
            if (args.Length == 0 || args.Contains(name)) await measure(report);
        }
        if (args.Length == 0) report.Save();
        return 0;
    }
}
