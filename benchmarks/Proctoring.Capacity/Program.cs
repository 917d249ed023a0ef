using System.Diagnostics;
using Proctoring.Capacity.Documents;
using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Simulation;
using Proctoring.Testing;

// Takes newer figures from artifacts/bench.json, simulates, and writes docs/capacity.md with its plots.
var figures = FigureBook.Read(CapacityFiles.Figures);
if (BenchReport.Read(CapacityFiles.Bench) is { } report)
{
    var newer = BenchFigures.Newer(figures, report).ToList();
    foreach (var figure in newer) Console.WriteLine($"{figure.Name}: {figures[figure.Name]} → {figure.Value} {figure.Unit}, from make bench of {figure.On:yyyy-MM-dd}");
    figures = figures.With(newer);
    if (newer.Count > 0) figures.Write(CapacityFiles.Figures);
}
var settings = Settings.Read(Repository.Root);
var outcomes = new List<Outcome>();
foreach (var conditions in Simulated.All(figures, settings))
{
    var started = Stopwatch.GetTimestamp();
    var outcome = Simulated.Run(conditions);
    outcomes.Add(outcome);
    Console.WriteLine($"{outcome.Candidates,9:N0}  {outcome.Name,-48} without a verdict {outcome.Without.P50,5:F1} {outcome.Without.P99,6:F1} {outcome.Without.Max,6:F1} s   gave up {100.0 * outcome.GaveUp / outcome.Candidates,5:F1} %   {Stopwatch.GetElapsedTime(started).TotalSeconds,5:F1} s");
}
Directory.CreateDirectory(Path.GetDirectoryName(CapacityFiles.Simulation)!);
OutcomeFile.Write(CapacityFiles.Simulation, outcomes);
foreach (var (name, content) in CapacityFiles.Write(figures, settings, PriceList.Read(CapacityFiles.Prices), outcomes)) await File.WriteAllTextAsync(CapacityFiles.Document(name), content);
Console.WriteLine($"Written: {CapacityFiles.Document("capacity.md")}");
