using Proctoring.Chart.Tests.Rendering;
using Proctoring.Testing;
using Xunit.Abstractions;

namespace Proctoring.Chart.Tests.Podman;

/// <summary>The rendered pods, run as containers as they are rendered, while candidates are in the middle of an exam.</summary>
[Trait("Category", "Images")]
public sealed class RollingRestartTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Candidates = 4;

    private PodmanCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PROCTORING_IMAGES") == "1") _cluster = await PodmanCluster.StartAsync(await HelmChart.RenderAsync("podman"));
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    [ImagesFact]
    public async Task Exam_RollingRestartsOfEverything_LosesNoMark()
    {
        var frame = Scene.Jpeg(Scene.HeldUp);
        var candidates = Enumerable.Range(0, Candidates).Select(_ => new LiveCandidate(_cluster.Edge, frame, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1))).ToArray();
        try
        {
            await Eventually.TrueAsync(() => candidates.All(candidate => candidate.Verdicts > 2), "everybody has verdicts");
            await _cluster.RestartAsync("proctoring-inference-cpu");
            await HearAllAsync(candidates);
            Assert.All(candidates, candidate => Assert.Empty(candidate.Ends)); // sockets do not end with pods

            await _cluster.RestartAsync("proctoring-gateway");
            await HearAllAsync(candidates);
            await Eventually.TrueAsync(() => candidates.All(candidate => candidate.IsMarked), "everybody is marked");
        }
        finally
        {
            foreach (var candidate in candidates)
            {
                await candidate.DisposeAsync();
                output.WriteLine(candidate.ToString());
            }
        }

        var ends = candidates.SelectMany(candidate => candidate.Ends).ToList();
        Assert.NotEmpty(ends);
        Assert.All(ends, end => Assert.Equal("1001", end));
        Assert.All(candidates, candidate =>
        {
            Assert.Empty(candidate.Complaints);
            Assert.All(candidate.Resumed, Assert.True); // by whichever gateway: nothing is sticky
            Assert.Equal(candidate.Marks.Distinct(), candidate.Marks); // each episode once
        });
    }

    [ImagesFact]
    public async Task HelmTest_ItsContainer_SeesThePhone()
    {
        var test = (await HelmChart.RenderAsync("podman")).Single(manifest => manifest.Kind == "Pod");
        var command = test.Containers.Single()["command"]!.AsArray().Select(word => word!.GetValue<string>()).ToArray();
        var said = await Podman.AskAsync(["run", "--rm", "--network", "host", "--user", "1654:1654", "--read-only", "--cap-drop=ALL", "--entrypoint", command[0],
            test.Containers.Single()["image"]!.GetValue<string>(), $"ws://{_cluster.Edge.Authority}/ws/proctoring/", .. command[2..]]);
        Assert.Equal("The phone was seen by nanodet-g on CPU.", said);
    }

    private static async Task HearAllAsync(LiveCandidate[] candidates)
    {
        var before = candidates.Select(candidate => candidate.Verdicts).ToArray();
        await Eventually.TrueAsync(() => candidates.Index().All(entry => entry.Item.Verdicts > before[entry.Index] + 2), "everybody goes on");
    }
}
