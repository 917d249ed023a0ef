using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Proctoring.Hosting.Tls;

/// <summary>Whether a certificate comes from the configured authorities, and from no others.</summary>
public static class Trust
{
    /// <summary>Extended key usage of servers (RFC 5280, 4.2.1.12).</summary>
    public const string ForServers = "1.3.6.1.5.5.7.3.1";

    /// <summary>Extended key usage of clients.</summary>
    public const string ForClients = "1.3.6.1.5.5.7.3.2";

    /// <param name="intermediates">What the other side sent along.</param>
    public static bool IsIssuedBy(X509Certificate2Collection authorities, X509Certificate2 certificate, X509Certificate2Collection intermediates, string usage)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a cluster's own authority publishes no lists
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));
        return chain.Build(certificate);
    }
}
