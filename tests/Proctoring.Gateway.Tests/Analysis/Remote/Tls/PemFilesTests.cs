using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Hosting.Tls;
using Proctoring.Testing.Tls;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Tls;

public sealed class PemFilesTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly TestAuthority _authority = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _log = new();

    public void Dispose()
    {
        _authority.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void Current_FilesRenewed_AreReadAgainAfterHalfAMinute()
    {
        var files = Files(_authority.IssueForClient("before"));
        _authority.IssueForClient("after");
        Assert.Equal("CN=before", files.Current.Own!.Subject);

        _clock.Advance(Interval);
        Assert.Equal("CN=after", files.Current.Own!.Subject);
        Assert.Single(_log.Of(4001));
    }

    [Fact]
    public void Current_FilesUntouched_StayAsTheyWereRead()
    {
        var files = Files(_authority.IssueForClient("before"));
        var first = files.Current;
        _clock.Advance(Interval);

        Assert.Same(first, files.Current);
    }

    [Fact]
    public void Current_FileHalfWritten_StaysWithTheEarlierOneUntilItIsWhole()
    {
        var paths = _authority.IssueForClient("before");
        var files = Files(paths);
        var whole = File.ReadAllText(paths.CertificateFile);
        _authority.Write("client.pem", whole[..200]);
        _clock.Advance(Interval);
        Assert.Equal("CN=before", files.Current.Own!.Subject);
        Assert.Single(_log.Of(4002));

        _authority.IssueForClient("after");
        _clock.Advance(Interval);
        Assert.Equal("CN=after", files.Current.Own!.Subject);
    }

    [Fact]
    public void Current_LinkToAFolderThatIsExchanged_IsNoticed()
    {
        // As Kubernetes renews a mounted secret: the files are links into a folder that is itself a link, and only that changes.
        var (old, renewed) = (_authority.IssueForClient("before", "old"), _authority.IssueForClient("after", "new"));
        var folder = Path.GetDirectoryName(old.CertificateFile)!;
        foreach (var (version, files) in ((string, (string CertificateFile, string KeyFile))[])[("..1", old), ("..2", renewed)])
        {
            Directory.CreateDirectory(Path.Combine(folder, version));
            File.Move(files.CertificateFile, Path.Combine(folder, version, "tls.crt"));
            File.Move(files.KeyFile, Path.Combine(folder, version, "tls.key"));
        }
        var data = Path.Combine(folder, "..data");
        Directory.CreateSymbolicLink(data, "..1");
        foreach (var name in (string[])["tls.crt", "tls.key"]) File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine("..data", name));
        File.SetLastWriteTimeUtc(Path.Combine(folder, "..1", "tls.crt"), DateTime.UtcNow.AddDays(-30));

        var pem = Files((Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key")));
        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, "..2");
        _clock.Advance(Interval);

        Assert.Equal("CN=after", pem.Current.Own!.Subject);
    }

    private PemFiles Files((string CertificateFile, string KeyFile) own) => new(
        new PemPaths(own.CertificateFile, own.KeyFile, _authority.CaFile), _clock, _log.CreateLogger("tls"));
}
