using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Proctoring.Hosting.Tls;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>Settings of this room, as the client library wants them.</summary>
internal sealed class RedisConfiguration
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private const int HeartbeatMilliseconds = 500; // time-outs are noticed this often

    private readonly RedisOptions _options;
    private readonly PemFiles? _certificates;

    public RedisConfiguration(IOptions<RedisOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options.Value;
        if (_options.Tls) _certificates = new PemFiles(new PemPaths(_options.CertificateFile, _options.KeyFile, _options.CaFile), time, loggers.CreateLogger<RedisConfiguration>());
    }

    /// <summary>For a new connection: names and passwords are read from their files now.</summary>
    /// <param name="name">What the server's list of clients shows.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public ConfigurationOptions Read(string name)
    {
        var configuration = new ConfigurationOptions
        {
            ClientName = name,
            AbortOnConnectFail = true,
            AllowAdmin = true, // INFO and CONFIG GET
            BacklogPolicy = BacklogPolicy.FailFast, // what waits, waits here and as the newest state only
            ConnectTimeout = (int)ConnectTimeout.TotalMilliseconds,
            AsyncTimeout = (int)_options.Timeout.TotalMilliseconds,
            SyncTimeout = (int)_options.Timeout.TotalMilliseconds,
            HeartbeatInterval = TimeSpan.FromMilliseconds(HeartbeatMilliseconds),
            ReconnectRetryPolicy = new ExponentialRetry(250, 2000),
            TieBreaker = "", // these two would need a key and a channel that belong to nobody
            ConfigurationChannel = "",
            User = Content(_options.UserFile),
            Password = Content(_options.PasswordFile),
            SentinelUser = Content(_options.SentinelUserFile),
            SentinelPassword = Content(_options.SentinelPasswordFile),
        };
        foreach (var endpoint in _options.Endpoints.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) configuration.EndPoints.Add(endpoint);
        if (_options.ServiceName.Length > 0) configuration.ServiceName = _options.ServiceName;
        if (_certificates is not null) UseTls(configuration, _certificates);
        return configuration;
    }

    private void UseTls(ConfigurationOptions configuration, PemFiles certificates)
    {
        configuration.Ssl = true;
        if (_options.CertificateName.Length > 0) configuration.SslHost = _options.CertificateName;
        configuration.CertificateSelection += (_, _, _, _, _) => certificates.Current.Own!;
        configuration.CertificateValidation += (_, certificate, chain, errors) => Believes(certificates, certificate, chain, errors);
    }

    private static bool Believes(PemFiles certificates, X509Certificate? presented, X509Chain? sent, SslPolicyErrors errors)
    {
        if (presented is not X509Certificate2 certificate || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
        return certificates.Current.Authorities is { } authorities
            ? Trust.IsIssuedBy(authorities, certificate, sent?.ChainPolicy.ExtraStore ?? [], Trust.ForServers)
            : !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors);
    }

    private static string? Content(string file) => file.Length == 0 ? null : File.ReadAllText(file).Trim();
}
