using System.Text.RegularExpressions;
using Proctoring.Hosting.Telemetry;
using Proctoring.Testing;

namespace Proctoring.Ops.Tests.Catalogue;

public sealed partial class CatalogueTests
{
    /// <summary>Labels of all metrics. Whoever adds one says here that its values are few.</summary>
    private static readonly string[] Bounded = ["code", "exam", "network", "operation", "outcome", "provider", "reason", "stage", "state", "store", "target", "to"];

    private static string Document => Path.Combine(Repository.Root, "docs", "metrics.md");

    public static TheoryData<string> Entries => [.. All().Select(entry => entry.Name)];

    [Fact]
    public async Task Document_SaysWhatTheCodeHas()
    {
        var text = CatalogueDocument.Write(Programs.Gateway(), Programs.Inference());
        if (Environment.GetEnvironmentVariable("PROCTORING_WRITE") == "1") await File.WriteAllTextAsync(Document, text);

        Assert.True(text == await File.ReadAllTextAsync(Document), "docs/metrics.md does not say what the code has; `make metrics` writes it anew.");
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Name_SaysProgramAndUnit(string name)
    {
        var entry = All().First(entry => entry.Name == name);

        Assert.Matches("^proctoring_[a-z]+(_[a-z]+)*$", name);
        Assert.Equal(entry.Type == "counter", name.EndsWith("_total", StringComparison.Ordinal));
        Assert.Matches(@"^[A-Z0-9].*\.$", entry.Meaning);
    }

    [Fact]
    public void Names_OfBothPrograms_AreNotShared() =>
        Assert.Empty(Programs.Gateway().Select(entry => entry.Name).Intersect(Programs.Inference().Select(entry => entry.Name)));

    [Theory]
    [MemberData(nameof(Entries))]
    public void Labels_HaveFewValues(string name)
    {
        var entry = All().First(entry => entry.Name == name);

        Assert.Subset(Bounded.ToHashSet(), entry.Labels.Select(label => label.Name).ToHashSet());
        Assert.All(entry.Labels, label => Assert.True(label.Origin.Length > 0 || label.Values.Count is > 0 and <= 20, $"{label.Name} has {label.Values.Count} values and no origin."));
    }

    [Fact]
    public void Histograms_InSeconds_ResolveOneToThousandMilliseconds()
    {
        MetricEntry[] histograms = [.. All().Where(entry => entry is { Type: "histogram", Unit: "seconds" })];
        Assert.NotEmpty(histograms);
        Assert.All(histograms, entry =>
        {
            double[] fine = [.. entry.Buckets.Where(edge => edge is >= 0.001 and <= 1)];
            Assert.Equal(0.001, fine[0]);
            Assert.Equal(1, fine[^1]);
            Assert.All(fine.Zip(fine.Skip(1)), step => Assert.InRange(step.Second / step.First, 1, 1.6));
            Assert.Contains(0.5, fine); // the objective
        });
    }

    /// <summary>A metric made elsewhere would be in no catalogue.</summary>
    [Fact]
    public void Sources_MakeMetricsInTheBookAlone()
    {
        var makers = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && MakesMetrics().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);

        Assert.Equal(["MetricBook.cs"], makers);
    }

    [GeneratedRegex(@"\.Create(Counter|Gauge|Histogram|Summary)\(|CreateMeter|new Meter\(|WithCustomRegistry")]
    private static partial Regex MakesMetrics();

    private static IEnumerable<MetricEntry> All() => Programs.Gateway().Concat(Programs.Inference());
}
