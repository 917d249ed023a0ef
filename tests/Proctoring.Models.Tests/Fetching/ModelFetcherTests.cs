using Proctoring.Models.Fetching;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Fetching;

[Collection(ProcessCollection.Name)]
public sealed class ModelFetcherTests : IDisposable
{
    private readonly ModelFolder _models = new();
    private readonly StringWriter _output = new();

    public void Dispose() => _models.Dispose();

    [Fact]
    public async Task FetchAsync_NoFileYet_PlacesTheVerifiedModelAndNothingElse()
    {
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());

        await FetchAsync(npm);

        Assert.Equal(TinyDetector.Model(), await File.ReadAllBytesAsync(_models.File));
        Assert.Equal(["model.json", "tiny.onnx"], Directory.EnumerateFiles(_models.Folder).Select(Path.GetFileName).Order());
        Assert.Equal("pack --ignore-scripts --loglevel=error -- @tests/tiny@1.2.3", Assert.Single(npm.CallsSoFar));
    }

    [Fact]
    public async Task FetchAsync_FileThatMatches_CallsNobody()
    {
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());
        await FetchAsync(npm);
        _output.GetStringBuilder().Clear();

        await FetchAsync(npm);

        Assert.Single(npm.CallsSoFar);
        Assert.Single(_output.ToString().Trim().Split('\n'));
    }

    [Fact]
    public async Task FetchAsync_DamagedFile_IsReplaced()
    {
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());
        await File.WriteAllTextAsync(_models.File, "half a model");

        await FetchAsync(npm);

        Assert.Equal(TinyDetector.Model(), await File.ReadAllBytesAsync(_models.File));
    }

    [Fact]
    public async Task FetchAsync_TamperedPackageFile_IsRefusedAndTheOldFileStays()
    {
        var files = TinyDetector.Files();
        files["models/tiny.bin"][7] ^= 1;
        using var npm = FakeNpm.ThatServes(files);
        await File.WriteAllTextAsync(_models.File, "what was there");

        var error = await RefusedAsync(npm);

        Assert.Contains("models/tiny.bin has the SHA-256", error);
        Assert.Equal("what was there", await File.ReadAllTextAsync(_models.File));
    }

    [Fact]
    public async Task FetchAsync_OtherDigestInManifest_NamesBoth()
    {
        var wrong = new string('0', 64);
        _models.Manifest["sha256"] = wrong;
        _models.Save();
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());

        var error = await RefusedAsync(npm);

        Assert.Contains(wrong, error);
        Assert.Contains(Digests.Of(TinyDetector.Model()), error);
        Assert.False(File.Exists(_models.File));
    }

    [Fact]
    public async Task FetchAsync_UnknownConverter_IsRefusedBeforeTheDownload()
    {
        _models.Manifest["source"]!["converter"] = "magic";
        _models.Save();
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());

        Assert.Contains("'magic'", await RefusedAsync(npm));
        Assert.Empty(npm.CallsSoFar);
    }

    [Fact]
    public async Task FetchAsync_OwnFileWithoutSource_IsVerifiedAndTried()
    {
        _models.Manifest["source"] = null;
        _models.Save();
        using var npm = FakeNpm.That("exit 1");

        Assert.Contains("has to be put at", await RefusedAsync(npm));
        await File.WriteAllTextAsync(_models.File, "not it");
        Assert.Contains("SHA-256", await RefusedAsync(npm));
        await File.WriteAllBytesAsync(_models.File, TinyDetector.Model());
        await FetchAsync(npm);

        Assert.Contains("was tried", _output.ToString());
        Assert.Empty(npm.CallsSoFar);
    }

    [Fact]
    public async Task FetchAsync_TwoModelsOfOnePackage_DownloadsItOnce()
    {
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());
        using var packages = Packages(npm);
        var fetcher = new ModelFetcher(packages, _output);
        await fetcher.FetchAsync(_models.Folder, CancellationToken.None);
        File.Delete(_models.File);
        await fetcher.FetchAsync(_models.Folder, CancellationToken.None);

        Assert.True(File.Exists(_models.File));
        Assert.Single(npm.CallsSoFar);
    }

    [Fact]
    public async Task FetchAsync_OtherInputSize_GivesTheSameModelForPicturesOfThatSize()
    {
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());
        _models.Manifest["input"]!["width"] = 64;
        _models.Save();
        var digest = (await RefusedAsync(npm)).Split(' ').First(word => word.Length == 65)[..64];
        _models.Manifest["sha256"] = digest;
        _models.Save();

        await FetchAsync(npm);

        Assert.Contains("verified and tried", _output.ToString());
    }

    [Fact]
    public async Task FetchAsync_RangesThatAreNotThere_SaysSoBeforeAnythingIsDownloaded()
    {
        using var npm = FakeNpm.ThatServes(TinyDetector.Files());
        _models.Manifest["source"]!["ranges"] = "ranges.json";
        _models.Save();

        Assert.Contains("ranges.json cannot be read", await RefusedAsync(npm));
        Assert.Empty(npm.CallsSoFar);
    }

    private async Task FetchAsync(FakeNpm npm)
    {
        using var packages = Packages(npm);
        await new ModelFetcher(packages, _output).FetchAsync(_models.Folder, CancellationToken.None);
    }

    private static Packages Packages(FakeNpm npm) => new(new NpmClient(npm.Program, TimeSpan.FromMinutes(1), TimeProvider.System));

    private async Task<string> RefusedAsync(FakeNpm npm) => (await Assert.ThrowsAsync<ModelException>(() => FetchAsync(npm))).Message;
}
