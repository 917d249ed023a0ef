using System.Text.RegularExpressions;
using Proctoring.Hosting.Telemetry;
using Proctoring.Ops.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Ops.Tests.Catalogue;

/// <summary>What real servers show is what the catalogue says, and no more of it with more candidates.</summary>
[Collection(nameof(RunningExam))]
public sealed partial class CardinalityTests(RunningExam exam)
{
    [Fact]
    public async Task Metrics_OfGateways_AreThoseOfTheCatalogue() => await VerifyAsync(exam.Gateways[0], Programs.Gateway());

    [Fact]
    public async Task Metrics_OfPods_AreThoseOfTheCatalogue() => await VerifyAsync(exam.Pods[0], Programs.Inference());

    [Fact]
    public async Task Metrics_OfWhatHappens_CountIt()
    {
        Assert.Equal(1, await exam.Gateways[1].MetricAsync("proctoring_sessions_resumed_total{outcome=\"taken\"}"));
        Assert.Equal(1, await exam.Gateways[0].MetricAsync("proctoring_handshakes_refused_total{reason=\"no_websocket\"}"));
        Assert.Equal(1, await exam.Gateways[0].MetricAsync("proctoring_frames_rejected_total{reason=\"not_jpeg\"}"));
        await Eventually.TrueAsync(async () => await exam.Gateways[0].MetricAsync("proctoring_candidates{state=\"watched\",exam=\"finals\"}") >= 2, "candidates are watched");
        Assert.InRange(await exam.Gateways[0].MetricAsync("proctoring_sockets"), 3, 20);
        await Eventually.TrueAsync(async () => await exam.Gateways[1].MetricAsync("proctoring_verdict_seconds_count{exam=\"finals\"}") > 0, "verdicts are counted for the exam");
        await Eventually.TrueAsync(async () => await exam.Gateways[1].MetricAsync("proctoring_candidates{state=\"watched\",exam=\"other\"}") == 1, "the one in another room is counted apart");
        Assert.Equal(1, await exam.Pods[0].MetricAsync("proctoring_inference_serving"));
        Assert.Equal(0, await exam.Pods[0].MetricAsync("proctoring_inference_loading_seconds"));
        Assert.NotEqual(0, await exam.Pods[0].MetricAsync("proctoring_inference_load_seconds"));
    }

    [Fact]
    public async Task Series_WithMoreCandidatesInMoreRooms_AreAsManyAndNameNobody()
    {
        var gateway = exam.Gateways[0];
        await Eventually.TrueAsync(async () => await gateway.MetricAsync("proctoring_frames_analysed_total{provider=\"CPU\"}") > 0, "a frame is analysed");
        var before = await SeriesAsync(gateway);
        List<Candidate> more = [];
        for (var i = 0; i < 8; i++) more.Add(await exam.JoinAsync($"hall-{i}"));

        Assert.Equal(before, await SeriesAsync(gateway));
        foreach (var text in await Task.WhenAll(exam.Gateways.Concat(exam.Pods).Select(RunningExam.ShowAsync)))
        {
            Assert.DoesNotContain("hall-", text, StringComparison.Ordinal);
            Assert.All(more, candidate => Assert.DoesNotContain(candidate.Session, text, StringComparison.Ordinal));
        }
        foreach (var candidate in more) await candidate.DisposeAsync();
    }

    private static async Task VerifyAsync(ServerProcess server, IReadOnlyList<MetricEntry> entries)
    {
        var text = await RunningExam.ShowAsync(server);

        Assert.Equal(entries.Select(entry => $"{entry.Name} {entry.Type}"), Types().Matches(text).Select(type => type.Groups[1].Value).Order(StringComparer.Ordinal));
        foreach (Match series in Series().Matches(text))
        {
            var entry = entries.Single(entry => entry.Name == Histogram().Replace(series.Groups[1].Value, "") || entry.Name == series.Groups[1].Value);
            foreach (Match label in Labels().Matches(series.Groups[2].Value))
            {
                if (label.Groups[1].Value == "le") continue;
                var declared = entry.Labels.Single(declared => declared.Name == label.Groups[1].Value);
                if (declared.Values.Count > 0) Assert.Contains(label.Groups[2].Value, declared.Values);
            }
        }
    }

    private static async Task<IReadOnlyList<string>> SeriesAsync(ServerProcess server) =>
        [.. Series().Matches(await RunningExam.ShowAsync(server)).Select(series => series.Groups[1].Value + series.Groups[2].Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("^# TYPE (proctoring_.*)$", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"^(proctoring_[a-z_]+)(\{.*\})? \S+$", RegexOptions.Multiline)]
    private static partial Regex Series();

    [GeneratedRegex("([a-z]+)=\"([^\"]*)\"")]
    private static partial Regex Labels();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Histogram();
}
