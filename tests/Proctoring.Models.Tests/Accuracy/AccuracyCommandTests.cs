using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Proctoring.Models.Commands;
using Proctoring.Models.Tests.Accuracy.Scenes;
using Proctoring.Testing;

namespace Proctoring.Models.Tests.Accuracy;

/// <summary>The whole command, with the default model.</summary>
public sealed class AccuracyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Accuracy_DrawnScenes_FindsPlainPhonesAndNothingElse()
    {
        SceneCatalogueWriter.Write(_folder.Path, [.. SceneCatalogueTests.Scenes.Where(s => s.Seed is 1 or 2 or 325 or 404)]);

        Assert.Equal(0, await RunAsync("--scenes", _folder.Path));

        Assert.Empty(_error.ToString());
        Assert.Matches(@"plain 110–150 px, ≤ 10°, ≤ 10 % covered +2 +2 +1\.000 +2 +1\.000", _output.ToString());
        Assert.Matches(@"none in view +2 +0 +0\.000", _output.ToString());
        var report = await ReportAsync();
        Assert.Equal(("nanodet-g", "CPU"), ((string?)report["model"], (string?)report["provider"]));
        Assert.Equal(1, (double?)report["scenes"]!["recall"]![0]!["recall"]);
    }

    [Fact]
    public async Task Accuracy_PlainPhonesMissed_ExitsWithOneAndStillReports()
    {
        // The list says a phone is in view where there is none, and the other way round.
        SceneCatalogueEntry[] scenes = [.. SceneCatalogueTests.Scenes.Where(s => s.Seed is 1 or 404)];
        SceneCatalogueWriter.Write(_folder.Path, scenes);
        var (phone, none) = (_folder.At(scenes[0].File), _folder.At(scenes[1].File));
        var swapped = await File.ReadAllBytesAsync(phone);
        File.Copy(none, phone, overwrite: true);
        await File.WriteAllBytesAsync(none, swapped);

        Assert.Equal(1, await RunAsync("--scenes", _folder.Path));

        Assert.Contains("Of 1 phones in plain view 0 were found", _error.ToString());
        Assert.Contains("Phones were found in 1 of 1 scenes without one", _error.ToString());
        Assert.Equal(2, (await ReportAsync())["complaints"]!.AsArray().Count);
    }

    [Fact]
    public async Task Accuracy_PhotographsWithoutReference_GivesFiguresAndPasses()
    {
        _folder.Write("classes.txt", "cell phone\n");
        _folder.Write("images/a.jpg", "");
        await File.WriteAllBytesAsync(_folder.At("images/a.jpg"), Scene.Jpeg(Scene.HeldUp));
        var box = SceneCatalogueBox.Of(Scene.HeldUp);
        _folder.Write("labels/a.txt", $"0 {Scene.HeldUp.X / 640} {Scene.HeldUp.Y / 480} {box.Width / 640.0} {box.Height / 480.0}");

        Assert.Equal(0, await RunAsync("--data", _folder.Path));

        Assert.Contains("1 pictures, 1 objects of 1 classes", _output.ToString());
        Assert.Matches(@"gray +\d\.\d{3} +– +1\.000 +–", _output.ToString());
    }

    [CocoFact]
    public async Task Accuracy_CocoVal64_ReachesTheReference()
    {
        Assert.Equal(0, await RunAsync("--data", CocoFactAttribute.Folder));

        Assert.Contains("coco-val64: 64 pictures, 440 objects of 62 classes", _output.ToString());
        Assert.NotNull((await ReportAsync())["photographs"]!["reference"]);
    }

    [Theory]
    [InlineData("--data", "There is no folder /nowhere/at/all/images.")]
    [InlineData("--scenes", "There is no /nowhere/at/all/scenes.json, the list of the drawn scenes.")]
    public async Task Accuracy_FolderThatIsNotThere_SaysSo(string option, string sentence)
    {
        Assert.Equal(1, await RunAsync(option, "/nowhere/at/all"));

        Assert.Equal(sentence, _error.ToString().Trim());
    }

    [Fact]
    public async Task Accuracy_FileThatIsNoPicture_NamesIt()
    {
        _folder.Write("a.jpg", "not a picture");
        _folder.Write("scenes.json", """[{ "file": "a.jpg", "components": 1 }]""");

        Assert.Equal(1, await RunAsync("--scenes", _folder.Path));

        Assert.Equal($"The detector refuses {_folder.At("a.jpg")}: Frame conversion failed", _error.ToString().Trim());
    }

    [Fact]
    public async Task Accuracy_UnknownModel_SaysWhereItLooked()
    {
        Assert.Equal(1, await RunAsync("--scenes", _folder.Path, "--model", "nanodot"));

        Assert.Contains(Path.Combine("models", "nanodot"), _error.ToString());
    }

    [Fact]
    public async Task Accuracy_NothingToMeasureOn_SaysWhatToName()
    {
        Assert.Equal(1, await RunAsync());

        Assert.Contains("Name --data, --scenes or both.", _error.ToString());
    }

    private Task<int> RunAsync(params string[] arguments) => new RootCommand { AccuracyCommand.Create(TimeProvider.System, new ConfigurationBuilder().Build()) }
        .Parse(["accuracy", "--models", Path.Combine(Repository.Root, "models"), "--report",
            _folder.At("reports/accuracy.json"), .. arguments])
        .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _error });

    private async Task<JsonNode> ReportAsync() => JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("reports/accuracy.json")))!;
}
