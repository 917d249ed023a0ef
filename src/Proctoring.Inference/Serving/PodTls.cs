using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Proctoring.Hosting.Tls;

namespace Proctoring.Inference.Serving;

/// <summary>Proves this pod to its callers and, where asked, callers to this pod. Renewed files take effect with the next connection.</summary>
internal sealed class PodTls(PemFiles files, bool asksCallers)
{
    private Served? _served;

    public TlsHandshakeCallbackOptions Callback => new() { OnConnection = _ => ValueTask.FromResult(Options(files.Current)) };

    private SslServerAuthenticationOptions Options(Certificates certificates)
    {
        var served = _served;
        if (served?.Of != certificates) _served = served = new Served(certificates, SslStreamCertificateContext.Create(certificates.Own!, certificates.Intermediates, offline: true));
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = served.Context,
            ClientCertificateRequired = asksCallers,
            RemoteCertificateValidationCallback = asksCallers ? (_, certificate, chain, _) => Believes(certificates, certificate, chain) : null,
        };
    }

    private static bool Believes(Certificates certificates, X509Certificate? caller, X509Chain? sent) =>
        caller is X509Certificate2 certificate && Trust.IsIssuedBy(certificates.Authorities!, certificate, sent?.ChainPolicy.ExtraStore ?? [], Trust.ForClients);

    // Making a context costs more than a handshake.
    private sealed record Served(Certificates Of, SslStreamCertificateContext Context);
}
