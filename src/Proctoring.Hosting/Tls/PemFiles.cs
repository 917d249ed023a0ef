using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Proctoring.Hosting.Tls;

/// <summary>Where certificates lie. Empty for none.</summary>
/// <param name="Certificate">This process's own, with the intermediates that lead to it.</param>
/// <param name="Key">The key of <paramref name="Certificate"/>.</param>
/// <param name="Authorities">Who is believed.</param>
public sealed record PemPaths(string Certificate, string Key, string Authorities);

/// <param name="Own">With its key; null for none.</param>
/// <param name="Intermediates">What is sent along with it.</param>
/// <param name="Authorities">Who is believed; null for those of the machine.</param>
public sealed record Certificates(X509Certificate2? Own, X509Certificate2Collection Intermediates, X509Certificate2Collection? Authorities);

/// <summary>Certificates from files that somebody renews. Looked at when they are needed, at most every 30 s.</summary>
public sealed partial class PemFiles
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly PemPaths _paths;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _reading = new();
    private Certificates _current;
    private (DateTime, DateTime, DateTime) _version;
    private long _lookedAt;

    /// <exception cref="CryptographicException">A file holds no certificate or key.</exception>
    public PemFiles(PemPaths paths, TimeProvider time, ILogger logger)
    {
        (_paths, _time, _logger) = (paths, time, logger);
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
            LogRead(_logger);
            return renewed;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            LogUnusable(_logger, e); // half written, perhaps: the next look may find them whole
            return _current;
        }
    }

    private Certificates Read()
    {
        X509Certificate2? own = null;
        var intermediates = new X509Certificate2Collection();
        if (_paths.Certificate.Length > 0)
        {
            own = X509Certificate2.CreateFromPemFile(_paths.Certificate, _paths.Key);
            intermediates.ImportFromPemFile(_paths.Certificate);
            intermediates.RemoveAt(0); // the first is the own one
        }
        if (_paths.Authorities.Length == 0) return new Certificates(own, intermediates, null);
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(_paths.Authorities);
        return new Certificates(own, intermediates, authorities);
    }

    private (DateTime, DateTime, DateTime) Version() => (WrittenAt(_paths.Certificate), WrittenAt(_paths.Key), WrittenAt(_paths.Authorities));

    // Kubernetes mounts links and renews what they lead to; the link itself never changes.
    private static DateTime WrittenAt(string file) =>
        file.Length == 0 ? default : (File.ResolveLinkTarget(file, returnFinalTarget: true) ?? new FileInfo(file)).LastWriteTimeUtc;

    [LoggerMessage(4001, LogLevel.Information, "The TLS files were read again.")]
    private static partial void LogRead(ILogger logger);

    [LoggerMessage(4002, LogLevel.Warning, "The TLS files have changed and cannot be used; the earlier ones stay in use.")]
    private static partial void LogUnusable(ILogger logger, Exception exception);
}
