using System.Formats.Tar;
using System.IO.Compression;

namespace Proctoring.Models.Tests.Fetching;

/// <summary>Stands in for npm: a script that counts its calls, and then does what the test says.</summary>
internal sealed class FakeNpm : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-fake-npm-");

    /// <param name="script">Lines for /bin/sh, run in the folder where the archive is awaited.</param>
    private FakeNpm(string script)
    {
        File.WriteAllText(Program, $"#!/bin/sh\necho \"$@\" >> '{Calls}'\n{script}\n");
        File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Program => Path.Combine(_folder.FullName, "npm");

    /// <summary>The arguments of each call so far.</summary>
    public IReadOnlyList<string> CallsSoFar => File.Exists(Calls) ? File.ReadAllLines(Calls) : [];

    private string Calls => Path.Combine(_folder.FullName, "calls");

    public static FakeNpm That(string script) => new(script);

    public static FakeNpm ThatServes(IReadOnlyDictionary<string, byte[]> files)
    {
        var npm = new FakeNpm("cp \"$(dirname \"$0\")/package.tgz\" ./served.tgz");
        using var zip = new GZipStream(File.Create(Path.Combine(npm._folder.FullName, "package.tgz")), CompressionLevel.Fastest);
        using var tar = new TarWriter(zip);
        foreach (var (path, content) in files)
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"package/{path}") { DataStream = new MemoryStream(content) });
        return npm;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
