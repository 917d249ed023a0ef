using System.Formats.Tar;
using System.IO.Compression;
using Proctoring.Models.Fetching;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Fetching;

public sealed class PackageArchiveTests : IDisposable
{
    private readonly string _archive = Path.GetTempFileName();

    public void Dispose() => File.Delete(_archive);

    [Fact]
    public async Task ReadAsync_FilesAmongOthers_GivesOnlyThoseNamed()
    {
        Write(("package/README.md", [1]), ("package/models/a.bin", [2, 3]), ("../../etc/passwd", [4]));

        var files = await ReadAsync("models/a.bin", [2, 3]);

        Assert.Equal([2, 3], Assert.Single(files).Value);
    }

    [Fact]
    public async Task ReadAsync_FileNotInPackage_NamesIt()
    {
        Write(("package/README.md", [1]));

        Assert.Contains("models/a.bin", (await Assert.ThrowsAsync<ModelException>(() => ReadAsync("models/a.bin", []))).Message);
    }

    [Fact]
    public async Task ReadAsync_ArchiveCutShort_IsRefusedPlainly()
    {
        Write(("package/models/a.bin", new byte[100_000]));
        await File.WriteAllBytesAsync(_archive, (await File.ReadAllBytesAsync(_archive))[..60]);

        await Assert.ThrowsAsync<ModelException>(() => ReadAsync("models/a.bin", new byte[100_000]));
    }

    [Fact]
    public async Task ReadAsync_NotAnArchive_IsRefusedPlainly()
    {
        await File.WriteAllTextAsync(_archive, "<html>Sign in to the network</html>");

        Assert.Contains("cannot be read", (await Assert.ThrowsAsync<ModelException>(() => ReadAsync("models/a.bin", []))).Message);
    }

    private Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(string path, byte[] expected) =>
        PackageArchive.ReadAsync(_archive, new Dictionary<string, string> { [path] = Digests.Of(expected) }, CancellationToken.None);

    private void Write(params (string Path, byte[] Content)[] entries)
    {
        using var zip = new GZipStream(File.Create(_archive), CompressionLevel.Fastest);
        using var tar = new TarWriter(zip);
        foreach (var (path, content) in entries)
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
    }
}
