using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Proctoring.Models.Commands;
using Proctoring.Models.Tests.Accuracy.Scenes;
using Proctoring.Testing;

namespace Proctoring.Models.Tests.Accuracy;

/// <summary>A pod sees what the detector in this process sees.</summary>
public sealed class PodAccuracyTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ServerProcess _pod = null!;

    public async Task InitializeAsync() => _pod = await ServerProcess.StartAsync("Proctoring.Inference", "--Detector:MaxFrameBytes=16777216", "--Detector:MaxPixels=67108864");

    public async Task DisposeAsync()
    {
        await _pod.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Accuracy_DrawnScenes_AreTheSameThroughThePod()
    {
        SceneCatalogueWriter.Write(_folder.Path, [.. SceneCatalogueTests.Scenes.Where(s => s.Seed is 1 or 2 or 3 or 100 or 200 or 404)]);

        await AssertSameAsync("--scenes", _folder.Path);
    }

    [CocoFact]
    public async Task Accuracy_CocoVal64_IsTheSameThroughThePod() => await AssertSameAsync("--data", CocoFactAttribute.Folder);

    [Fact]
    public async Task Accuracy_NoPodThere_SaysSo()
    {
        using var error = new StringWriter();

        Assert.Equal(1, await RunAsync(error, "--scenes", _folder.Path, "--pod", "http://127.0.0.1:1"));

        Assert.StartsWith("The pod at http://127.0.0.1:1/ does not answer as a detector:", error.ToString(), StringComparison.Ordinal);
    }

    private async Task AssertSameAsync(params string[] arguments)
    {
        var here = await ReportAsync(arguments);
        var there = await ReportAsync([.. arguments, "--pod", _pod.Grpc.ToString()]);

        Assert.Equal(here.ToJsonString(), there.ToJsonString());
    }

    private async Task<JsonNode> ReportAsync(params string[] arguments)
    {
        using var error = new StringWriter();
        Assert.True(await RunAsync(error, arguments) == 0, error.ToString());
        return JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("accuracy.json")))!;
    }

    private async Task<int> RunAsync(StringWriter error, params string[] arguments)
    {
        using var output = new StringWriter();
        return await new RootCommand { AccuracyCommand.Create(TimeProvider.System, new ConfigurationBuilder().Build()) }
            .Parse(["accuracy", "--models", Path.Combine(Repository.Root, "models"), "--report", _folder.At("accuracy.json"), .. arguments])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
    }
}
