using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Proctoring.Gateway.Analysis.Remote.Tls;

/// <param name="Own">This gateway's certificate with its key; null for none.</param>
/// <param name="Authorities">Who is believed; null for those of the machine.</param>
internal sealed record Certificates(X509Certificate2? Own, X509Certificate2Collection? Authorities);

/// <summary>Certificates from files that somebody renews. Looked at when they are needed, at most every 30 s.</summary>
internal sealed class PemFiles
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly InferenceTlsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _reading = new();
    private Certificates _current;
    private (DateTime Ca, DateTime Certificate, DateTime Key) _version;
    private long _lookedAt;

    /// <exception cref="CryptographicException">A file holds no certificate or key.</exception>
    public PemFiles(InferenceTlsOptions options, TimeProvider time, ILogger logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        (_version, _lookedAt) = (Version(), time.GetTimestamp());
        _current = Read();
    }

    public Certificates Current
    {
        get
        {
            lock (_reading)
            {
                if (_time.GetElapsedTime(_lookedAt) < Interval) return _current;
                _lookedAt = _time.GetTimestamp();
                return _current = Renewed();
            }
        }
    }

    private Certificates Renewed()
    {
        try
        {
            var version = Version();
            if (version == _version) return _current;
            var renewed = Read();
            _version = version;
            Log.CertificatesRead(_logger);
            return renewed;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            Log.CertificatesUnusable(_logger, e); // half written, perhaps: the next look may find them whole
            return _current;
        }
    }

    private Certificates Read()
    {
        var own = _options.CertificateFile.Length == 0 ? null : X509Certificate2.CreateFromPemFile(_options.CertificateFile, _options.KeyFile);
        if (_options.CaFile.Length == 0) return new Certificates(own, null);
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(_options.CaFile);
        return new Certificates(own, authorities);
    }

    private (DateTime Ca, DateTime Certificate, DateTime Key) Version() =>
        (WrittenAt(_options.CaFile), WrittenAt(_options.CertificateFile), WrittenAt(_options.KeyFile));

    // Kubernetes mounts links and renews what they lead to; the link itself never changes.
    private static DateTime WrittenAt(string file) =>
        file.Length == 0 ? default : (File.ResolveLinkTarget(file, returnFinalTarget: true) ?? new FileInfo(file)).LastWriteTimeUtc;
}
