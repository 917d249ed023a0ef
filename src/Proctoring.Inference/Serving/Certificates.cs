using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Proctoring.Inference.Serving;

/// <summary>The server's certificate and the authorities of its callers, read again after the files have changed: certificates of a mesh live for hours.</summary>
internal sealed class Certificates(IOptions<TlsOptions> options, TimeProvider time, ILogger<Certificates> logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Loaded? _loaded;
    private long _lookedAt;

    /// <summary>The certificate to show.</summary>
    /// <exception cref="IOException">The files could never be read.</exception>
    public X509Certificate2 Own => Current.Own;

    /// <summary>Whether a caller's certificate comes from one of the authorities.</summary>
    public bool Accepts(X509Certificate2 caller)
    {
        if (Current.Authorities is not { } authorities) return true;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // short-lived certificates of a cluster are not revoked but expire
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2")); // client authentication
        return chain.Build(caller);
    }

    private Loaded Current
    {
        get
        {
            lock (_gate)
            {
                if (_loaded is not null && time.GetElapsedTime(_lookedAt) < LookEvery) return _loaded;
                _lookedAt = time.GetTimestamp();
                var version = Version();
                if (_loaded?.Version == version) return _loaded;
                return _loaded = Load(version) ?? _loaded ?? throw new IOException($"The certificate {options.Value.CertificateFile} cannot be read.");
            }
        }
    }

    private Loaded? Load(DateTime version)
    {
        var tls = options.Value;
        try
        {
            var own = X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile);
            if (tls.ClientCaFile.Length == 0) return new Loaded(own, null, version);
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(tls.ClientCaFile);
            return new Loaded(own, authorities, version);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            Log.CertificateUnreadable(logger, e.Message); // half-written files: the next look finds them whole
            return null;
        }
    }

    private DateTime Version() => ((string[])[options.Value.CertificateFile, options.Value.KeyFile, options.Value.ClientCaFile])
        .Where(file => file.Length > 0).Max(File.GetLastWriteTimeUtc);

    private sealed record Loaded(X509Certificate2 Own, X509Certificate2Collection? Authorities, DateTime Version);
}
