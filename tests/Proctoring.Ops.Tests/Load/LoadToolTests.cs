using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Proctoring.Load;
using Proctoring.Load.Reporting;
using Proctoring.Load.Running;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Ops.Tests.Load;

/// <summary>The load generator against a real gateway, whose pod sees what the frames' comments say.</summary>
public sealed class LoadToolTests : IDisposable
{
    private const int Candidates = 6;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-load-");

    private string Report => Path.Combine(_folder.FullName, "report.html");

    public LoadToolTests()
    {
        for (var i = 0; i < 3; i++) File.WriteAllBytes(Path.Combine(_folder.FullName, $"{i}.jpg"), Comment.Add(Scene.Jpeg(seed: i), "book=0.9"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Load_OpenLoopOfBothDialectsWithAStorm_ComesBackAndReports()
    {
        await using var pod = await ScriptedPod.StartAsync();
        await using var gateway = await ServerProcess.StartAsync("Proctoring.Gateway", $"--Inference:Address={pod.Address}");

        var (status, said) = await RunAsync(gateway.BaseAddress, "--dialect", "both", "--interval", "100", "--duration", "4", "--ramp", "0.5", "--storm-every", "2.5");

        Assert.Equal(0, status);
        Assert.Equal(2 * Candidates, Figure(said, "connections made"));
        Assert.Matches(@$"connections made\s+{2 * Candidates}, {Candidates / 2} of them resumed", said);
        Assert.Equal(Candidates, Figure(said, "connection ended: broken"));
        Assert.InRange(Figure(said, "verdicts "), 60, 6 * 40);
        var sent = Figure(said, "frames sent");
        Assert.InRange(await gateway.MetricAsync("proctoring_frames_received_total"), sent - Candidates, sent); // a break may lose one on its way
        Verify(await File.ReadAllTextAsync(Report));
    }

    [Fact]
    public async Task Load_ClosedLoop_SendsOnAnswersAlone()
    {
        await using var pod = await ScriptedPod.StartAsync();
        await using var gateway = await ServerProcess.StartAsync("Proctoring.Gateway", $"--Inference:Address={pod.Address}", "--Frames:MaxRate=1000", "--Frames:MaxBurst=10000");

        var (status, said) = await RunAsync(gateway.BaseAddress, "--loop", "closed", "--duration", "1", "--ramp", "0");

        Assert.Equal(0, status);
        Assert.InRange(Figure(said, "frames sent") - Figure(said, "verdicts "), 0, Candidates);
        Assert.Equal(0, Figure(said, "superseded"));
        Assert.True(Figure(said, "verdicts ") > 2 * Candidates);
    }

    [Fact]
    public async Task Load_NobodyThere_SaysSoAndFails()
    {
        var (status, said) = await RunAsync(new Uri("http://127.0.0.1:1"), "--duration", "1");

        Assert.Equal(1, status);
        Assert.Contains("connection refused:", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("http://x", "--candidates", "0")]
    [InlineData("http://x", "--phones", "2")]
    [InlineData("http://x", "--duration", "long")]
    [InlineData("http://x", "--frames", "/nowhere")]
    public void CommandLine_WhatCannotBe_IsRefused(params string[] arguments) => Assert.NotEmpty(CommandLine.Root((_, _) => Task.FromResult(0)).Parse(arguments).Errors);

    private async Task<(int Status, string Said)> RunAsync(Uri address, params string[] arguments)
    {
        using var terminal = new StringWriter();
        var status = await CommandLine.Root(async (plan, cancellationToken) =>
        {
            var recorder = await new LoadRun(plan, terminal).RunAsync(cancellationToken);
            var summary = Summary.Of(recorder);
            await terminal.WriteLineAsync(summary.ToString());
            await File.WriteAllTextAsync(plan.Report, HtmlReport.Write(plan, summary, recorder), CancellationToken.None);
            return summary.Verdicts > 0 ? 0 : 1;
        }).Parse([address.ToString(), "--candidates", $"{Candidates}", "--frames", _folder.FullName, "--report", Report, .. arguments]).InvokeAsync();
        return (status, terminal.ToString());
    }

    private static double Figure(string said, string name) =>
        double.Parse(Regex.Match(said, $@"^{Regex.Escape(name)}.*?\s([\d,]+)", RegexOptions.Multiline).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    // One file: every plot is in it, and nothing is asked of others.
    private static void Verify(string page)
    {
        Assert.DoesNotMatch("""(src|href)=|url\(|@import|<script""", page);
        var plots = Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline);
        Assert.Equal(6, plots.Count);
        foreach (Match plot in plots) Assert.Contains(XElement.Parse(plot.Value).Elements("path"), path => path.Attribute("d")!.Value.Contains('L', StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }
}
