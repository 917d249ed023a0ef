using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Proctoring.Hosting.Tls;

namespace Proctoring.Gateway.Analysis.Remote.Tls;

/// <summary>Proves pods to the gateway, and the gateway to pods.</summary>
internal sealed class PodTls
{
    private readonly PemFiles _files;
    private readonly string? _serverName;

    /// <param name="name">The name that was looked up; null where pods are listed by their own names.</param>
    public PodTls(InferenceTlsOptions options, string? name, TimeProvider time, ILoggerFactory loggers)
    {
        _files = new PemFiles(new PemPaths(options.CertificateFile, options.KeyFile, options.CaFile), time, loggers.CreateLogger<PodTls>());
        _serverName = options.ServerName.Length > 0 ? options.ServerName : name;
    }

    /// <summary>Asked anew at each handshake, so renewed files take effect without a new channel.</summary>
    public SslClientAuthenticationOptions Options => new()
    {
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Believes(certificate, chain, errors),
        LocalCertificateSelectionCallback = (_, _, _, _, _) => _files.Current.Own!,
    };

    private bool Believes(X509Certificate? presented, X509Chain? sent, SslPolicyErrors errors)
    {
        if (presented is not X509Certificate2 certificate) return false;
        // Connections go to the addresses behind a name, which no certificate carries.
        var isNamed = _serverName is null ? !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) : certificate.MatchesHostname(_serverName);
        if (!isNamed) return false;
        return _files.Current.Authorities is { } authorities
            ? Trust.IsIssuedBy(authorities, certificate, sent?.ChainPolicy.ExtraStore ?? [], Trust.ForServers)
            : !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors);
    }
}
