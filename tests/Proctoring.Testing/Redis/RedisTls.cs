using Proctoring.Testing.Tls;
using StackExchange.Redis;

namespace Proctoring.Testing.Redis;

/// <summary>TLS of a redis-server with a test's own authority.</summary>
/// <param name="AsksClients">Whether only clients with a certificate of the authority are served.</param>
public sealed record RedisTls(TestAuthority Authority, bool AsksClients = false)
{
    private readonly (string CertificateFile, string KeyFile) _files = Authority.WriteForServer("127.0.0.1", "redis");

    internal string Settings => $"""
        tls-cert-file {_files.CertificateFile}
        tls-key-file {_files.KeyFile}
        tls-ca-cert-file {Authority.CaFile}
        tls-auth-clients {(AsksClients ? "yes" : "no")}
        """;

    internal void Apply(ConfigurationOptions options)
    {
        options.Ssl = true;
        options.TrustIssuer(Authority.CaFile);
        if (!AsksClients) return;
        var (certificate, key) = Authority.IssueForClient("test");
        options.SetUserPemCertificate(certificate, key);
    }
}
