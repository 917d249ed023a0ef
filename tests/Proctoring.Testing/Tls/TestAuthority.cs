using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Proctoring.Testing.Tls;

/// <summary>A certificate authority for a test, and the files that its certificates are in.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-tls-");

    /// <param name="above">Who issues this authority's certificate; null where it does so itself.</param>
    public TestAuthority(TestAuthority? above = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Test authority {Guid.NewGuid():N}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _certificate = above is null ? request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1)) : above.Sign(request).CopyWithPrivateKey(key);
        CaFile = Write("ca.pem", _certificate.ExportCertificatePem());
    }

    public X509Certificate2 Certificate => _certificate;

    public string CaFile { get; }

    /// <summary>A certificate for a pod.</summary>
    public X509Certificate2 IssueForServer(string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        return Issue($"CN={name}", "1.3.6.1.5.5.7.3.1", names);
    }

    /// <summary>A certificate for a gateway, as two files.</summary>
    public (string CertificateFile, string KeyFile) IssueForClient(string name, string file = "client")
    {
        using var certificate = Issue($"CN={name}", "1.3.6.1.5.5.7.3.2", null);
        return Write(file, certificate);
    }

    /// <summary>A certificate for a server, as two files.</summary>
    /// <param name="name">A host name or an IP address.</param>
    public (string CertificateFile, string KeyFile) WriteForServer(string name, string file = "server")
    {
        using var certificate = IssueForServer(name);
        return Write(file, certificate);
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private (string CertificateFile, string KeyFile) Write(string file, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return (Write(file + ".pem", certificate.ExportCertificatePem()), Write(file + ".key", key.ExportPkcs8PrivateKeyPem()));
    }

    private X509Certificate2 Issue(string subject, string usage, SubjectAlternativeNameBuilder? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        if (names is not null) request.CertificateExtensions.Add(names.Build());
        using var issued = Sign(request);
        return issued.CopyWithPrivateKey(key);
    }

    private X509Certificate2 Sign(CertificateRequest request) =>
        request.Create(_certificate, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddHours(12), RandomNumberGenerator.GetBytes(8));

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }
}
