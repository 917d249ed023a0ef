using System.CommandLine;
using Proctoring.Models.Commands;
using Proctoring.Models.Fetching;
using Proctoring.Models.Tests.Fetching;

namespace Proctoring.Models.Tests.Commands;

[Collection(ProcessCollection.Name)]
public sealed class CommandTests : IDisposable
{
    private readonly ModelFolder _models = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _models.Dispose();

    [Fact]
    public async Task Fetch_NoNames_FetchesEveryModel()
    {
        Directory.CreateDirectory(Path.Combine(_models.Root, "no-model"));
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());

        Assert.Equal(0, await RunAsync("fetch", "--models", _models.Root, "--npm", npm.Program));

        Assert.True(File.Exists(_models.File));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Fetch_OneModelFails_GoesOnWithTheOthersAndExitsWithOne()
    {
        var broken = Directory.CreateDirectory(Path.Combine(_models.Root, "a-broken-one"));
        await File.WriteAllTextAsync(Path.Combine(broken.FullName, "model.json"), "{");
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());

        Assert.Equal(1, await RunAsync("fetch", "--models", _models.Root, "--npm", npm.Program));

        Assert.True(File.Exists(_models.File));
        Assert.Contains("a-broken-one", _error.ToString());
        Assert.DoesNotContain("   at ", _error.ToString());
    }

    [Fact]
    public async Task Fetch_UnknownName_SaysWhereItLooked()
    {
        Assert.Equal(1, await RunAsync("fetch", "--models", _models.Root, "tinny"));

        Assert.Contains(Path.Combine(_models.Root, "tinny"), _error.ToString());
    }

    [Fact]
    public async Task Fetch_NoModelsFolder_SaysWhereItLooked()
    {
        Assert.Equal(1, await RunAsync("fetch", "--models", "/nowhere/models"));

        Assert.Contains("/nowhere/models", _error.ToString());
    }

    [Fact]
    public async Task Digest_ManifestWithoutOneYet_PrintsTheConvertedModels()
    {
        _models.Manifest["sha256"] = new string('0', 64);
        _models.Save();
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());

        Assert.Equal(0, await RunAsync("digest", "--models", _models.Root, "--npm", npm.Program, "tiny"));

        Assert.StartsWith(Digests.Of(TinyDetector.Model()), _output.ToString());
        Assert.False(File.Exists(_models.File));
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        var root = new RootCommand { FetchCommand.Create(TimeProvider.System), DigestCommand.Create(TimeProvider.System) };
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = _output, Error = _error });
    }
}
