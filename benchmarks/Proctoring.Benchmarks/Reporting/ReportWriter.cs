using System.Text.Json;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Reporting;

/// <summary>Prints rows as they come and leaves all of them in <c>artifacts/bench.json</c>.</summary>
internal sealed class ReportWriter
{
    private const string Layout = "{0,-52} {1,10} {2,-9} {3,12}  {4,-6} {5}";
    private readonly List<Row> _rows = [];

    public static void PrintHeader()
    {
        Console.WriteLine(Machine());
        Console.WriteLine(Layout, "", "measured", "", "target", "", "");
    }

    public void Add(Row row)
    {
        _rows.Add(row);
        var target = row.Target is { } bound ? $"{(row.AtLeast ? "≥" : "≤")} {Number(bound)}" : "";
        var verdict = row.Met switch { true => "met", false => "MISSED", null => "" };
        Console.WriteLine(Layout, row.Name, Number(row.Measured), row.Unit, target, verdict, row.Notes);
    }

    public void Save()
    {
        var path = Path.Combine(Repository.Root, "artifacts", "bench.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var report = new Report(TimeProvider.System.GetUtcNow(), Machine(), _rows);
        File.WriteAllText(path, JsonSerializer.Serialize(report, ReportJson.Default.Report));
        Console.WriteLine($"Written to {path}");
    }

    private static string Number(double value) => value switch { >= 1000 => value.ToString("N0"), >= 10 => value.ToString("F1"), _ => value.ToString("F2") };

    private static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1];
        return $"{model}, {Environment.ProcessorCount} cores";
    }
}
