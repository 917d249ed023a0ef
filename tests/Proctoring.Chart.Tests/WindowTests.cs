using System.Text.Json.Nodes;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests;

/// <summary>Exam windows: when they open, what floor they set, and that a render in the middle of one keeps it open.</summary>
public sealed class WindowTests
{
    private const string Start = "2099-03-29T09:00"; // the day on which clocks go forward in Europe

    [Theory]
    [InlineData("Europe/Berlin", "2099-03-29T06:39", false)] // 8:40 there, at UTC+2, is 20 minutes before
    [InlineData("Europe/Berlin", "2099-03-29T06:40", true)]
    [InlineData("Europe/Berlin", "2099-03-29T09:59", true)]
    [InlineData("Europe/Berlin", "2099-03-29T10:00", false)]
    [InlineData("America/New_York", "2099-03-29T12:39", false)]
    [InlineData("America/New_York", "2099-03-29T12:40", true)]
    [InlineData("Asia/Kolkata", "2099-03-29T03:10", true)]
    public async Task Render_InAndOutOfAWindow_OpensIt(string zone, string asOf, bool isOpen)
    {
        var objects = await HelmChart.RenderAsync("minimal", Window(zone, asOf, candidates: 120));
        foreach (var (name, floor, usual) in (ReadOnlySpan<(string, int, int)>)[("proctoring-gateway", 2, 2), ("proctoring-inference-cpu", 9, 2)])
        {
            var scaler = objects.Single(manifest => manifest.Id == $"HorizontalPodAutoscaler/{name}").Json["spec"]!;
            Assert.Equal(isOpen ? floor : usual, (int)scaler["minReplicas"]!.GetValue<long>());
            Assert.Equal(isOpen ? "Disabled" : "Max", scaler["behavior"]!["scaleDown"]!["selectPolicy"]!.GetValue<string>());
            var budget = objects.Single(manifest => manifest.Id == $"PodDisruptionBudget/{name}").Json["spec"]!;
            Assert.Equal(isOpen ? 0 : 1, (int)budget["maxUnavailable"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task Jobs_OfAWindow_OpenAndCloseWhatARenderWould()
    {
        var closed = await HelmChart.RenderAsync("minimal", Window("Europe/Berlin", "2099-03-28T00:00", candidates: 120));
        var open = await HelmChart.RenderAsync("minimal", Window("Europe/Berlin", "2099-03-29T08:00", candidates: 120));
        foreach (var (phase, from, to, schedule) in (ReadOnlySpan<(string, IReadOnlyList<Manifest>, IReadOnlyList<Manifest>, string)>)[("open", closed, open, "40 8 29 3 *"), ("close", open, closed, "0 12 29 3 *")])
        {
            var job = closed.Single(manifest => manifest.Id == $"CronJob/proctoring-exam-one-{phase}");
            Assert.Equal(schedule, job.Json["spec"]!["schedule"]!.GetValue<string>());
            Assert.Equal("Europe/Berlin", job.Json["spec"]!["timeZone"]!.GetValue<string>());
            var commands = job.Containers.Select(container => container["command"]!.AsArray().Select(word => word!.GetValue<string>()).ToArray()).ToList();
            Assert.Equal(4, commands.Count);
            foreach (var command in commands)
            {
                var (kind, name) = (command[2].Split('.')[0] == "horizontalpodautoscalers" ? "HorizontalPodAutoscaler" : "PodDisruptionBudget", command[3]);
                var patched = Of(from, kind, name).Json.DeepClone().AsObject();
                Merge(patched, JsonNode.Parse(command[^1]["--patch=".Length..])!.AsObject());
                Assert.True(JsonNode.DeepEquals(Of(to, kind, name).Json, patched), $"{phase}: {patched}");
            }
        }
    }

    [Fact]
    public async Task Windows_ThatAreOver_LeaveNothing()
    {
        var objects = await HelmChart.RenderAsync("minimal", Window("Europe/Berlin", "2099-03-29T11:00", candidates: 120));
        Assert.DoesNotContain(objects, manifest => manifest.Kind is "CronJob" or "Role");
    }

    [Fact]
    public async Task Windows_MoreThanAYearAhead_AreRefused()
    {
        var answer = await HelmChart.TryAsync("template", "minimal", Window("Europe/Berlin", "2098-03-01T00:00", candidates: 120));
        Assert.Contains("more than 360 days ahead", answer.Error);
    }

    [Fact]
    public async Task Keda_OfAWindow_HasCronTriggersATenthAboveTheFloor()
    {
        var trigger = (await HelmChart.RenderAsync("keda")).Single(manifest => manifest.Id == "ScaledObject/proctoring-inference-cpu")
            .Json["spec"]!["triggers"]!.AsArray().First(trigger => trigger!["type"]!.GetValue<string>() == "cron")!["metadata"]!;
        Assert.Equal(("40 8 1 6 *", "30 12 1 6 *", "394"), (trigger["start"]!.GetValue<string>(), trigger["end"]!.GetValue<string>(), trigger["desiredReplicas"]!.GetValue<string>()));
    }

    private static Manifest Of(IEnumerable<Manifest> objects, string kind, string name) => objects.Single(manifest => manifest.Id == $"{kind}/{name}");

    private static string[] Window(string zone, string asOf, int candidates) =>
    [
        $"exam.asOf={asOf}", "networkPolicy.apiServer.cidrs[0]=10.96.0.1/32", "exam.windows[0].name=one", $"exam.windows[0].start={Start}",
        "exam.windows[0].end=2099-03-29T12:00", $"exam.windows[0].timeZone={zone}", $"exam.windows[0].candidates={candidates}",
    ];

    // RFC 7386, without removals.
    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject map && target[name] is JsonObject inner) Merge(inner, map);
            else target[name] = value?.DeepClone();
        }
    }
}
