using Microsoft.Extensions.Time.Testing;
using Proctoring.Models.Fetching;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Fetching;

[Collection(ProcessCollection.Name)]
public sealed class NpmClientTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-npm-tests-");
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task PackAsync_NpmMissing_SaysWhatToInstall()
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => PackAsync("npm-that-is-not-there"));

        Assert.Contains("install Node.js with npm", error.Message);
    }

    [Fact]
    public async Task PackAsync_NpmFails_ShowsWhatItSaid()
    {
        using var npm = FakeNpm.That("echo 'E404 no such package' >&2; exit 3");

        var error = await Assert.ThrowsAsync<ModelException>(() => PackAsync(npm.Program));

        Assert.Contains("exit code 3", error.Message);
        Assert.Contains("E404 no such package", error.Message);
    }

    [Fact]
    public async Task PackAsync_NoArchiveLeft_SaysSo()
    {
        using var npm = FakeNpm.That("exit 0");

        Assert.Contains("left no archive", (await Assert.ThrowsAsync<ModelException>(() => PackAsync(npm.Program))).Message);
    }

    [Fact]
    public async Task PackAsync_DeadlinePasses_EndsNpm()
    {
        using var npm = FakeNpm.That("sleep 600");
        var pack = PackAsync(npm.Program);

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Contains("longer than 30 seconds", (await Assert.ThrowsAsync<ModelException>(() => pack)).Message);
    }

    [Fact]
    public async Task PackAsync_Cancelled_SaysSoToTheCaller()
    {
        using var npm = FakeNpm.That("sleep 600");
        using var cancelling = new CancellationTokenSource();
        var pack = PackAsync(npm.Program, cancellationToken: cancelling.Token);

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pack);
    }

    [Theory]
    [InlineData("--registry=elsewhere", "1.0.0")]
    [InlineData("../folder", "1.0.0")]
    [InlineData("owner/repository", "1.0.0")]
    [InlineData("tiny", "latest")]
    [InlineData("tiny", "^1.0.0")]
    public async Task PackAsync_NotAPublishedVersion_NeverReachesNpm(string package, string version)
    {
        using var npm = FakeNpm.That("exit 0");

        await Assert.ThrowsAsync<ModelException>(() => PackAsync(npm.Program, package, version));

        Assert.Empty(npm.CallsSoFar);
    }

    private Task<string> PackAsync(string program, string package = "tiny", string version = "1.0.0", CancellationToken cancellationToken = default) =>
        new NpmClient(program, TimeSpan.FromSeconds(30), _time).PackAsync(package, version, _folder.FullName, cancellationToken);
}
