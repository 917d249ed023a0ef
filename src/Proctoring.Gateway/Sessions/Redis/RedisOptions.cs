using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>Where sessions are kept so that any gateway can go on with them. Section <c>Redis</c>.</summary>
public sealed class RedisOptions : IValidatableObject
{
    /// <summary>
    /// Servers, <c>host:port</c>, comma separated: one server, some of a Redis Cluster, or with <see cref="ServiceName"/> the
    /// Sentinels. Default none: sessions are kept in this process.
    /// </summary>
    public string Endpoints { get; set; } = "";

    /// <summary>The primary's name among the Sentinels; default none, no Sentinels.</summary>
    public string ServiceName { get; set; } = "";

    /// <summary>A file that holds the ACL user's name; default none, the default user.</summary>
    public string UserFile { get; set; } = "";

    /// <summary>A file that holds the password; default none. Read again at each new connection.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>As <see cref="UserFile"/>, for the Sentinels.</summary>
    public string SentinelUserFile { get; set; } = "";

    /// <summary>As <see cref="PasswordFile"/>, for the Sentinels.</summary>
    public string SentinelPasswordFile { get; set; } = "";

    /// <summary>Whether to speak TLS, to Sentinels too. Default false.</summary>
    public bool Tls { get; set; }

    /// <summary>PEM file of authorities whose certificates are believed; default those of the machine. Renewed files are read again.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>PEM file of this gateway's own certificate, for servers that ask for one; default none.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The key of <see cref="CertificateFile"/>.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The name that servers' certificates carry; default the host that is connected to.</summary>
    public string CertificateName { get; set; } = "";

    /// <summary>What every key and channel begins with: 1–40 letters, digits, '-' or '_'. Default proctoring.</summary>
    [Required]
    [RegularExpression("^[A-Za-z0-9_-]{1,40}$")]
    public string KeyPrefix { get; set; } = "proctoring";

    /// <summary>How long a call may take before it counts as failed. 0.1–10 s, default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a new owner of a session waits for the old one's last word. 0–10 s, default 1.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan HandOver { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a mark waits for a replica to have it, where there is one. Below <see cref="Timeout"/>; 0 for not at all; default 0.2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan ReplicaTimeout { get; set; } = TimeSpan.FromSeconds(0.2);

    internal bool IsUsed => Endpoints.Length > 0;

    /// <summary>Whether servers are named, so that what gateways share is kept there and not in this process.</summary>
    internal static bool AreIn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[$"Redis:{nameof(Endpoints)}"]);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var endpoint in Endpoints.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IsEndpoint(endpoint)) yield return new ValidationResult($"'{endpoint}' is no server such as redis.example:6379.", [nameof(Endpoints)]);
        }
        if (CertificateFile.Length > 0 != KeyFile.Length > 0)
            yield return new ValidationResult("CertificateFile and KeyFile belong together: set both or neither.", [nameof(CertificateFile), nameof(KeyFile)]);
        if (!Tls && CaFile.Length + CertificateFile.Length + CertificateName.Length > 0)
            yield return new ValidationResult("CaFile, CertificateFile and CertificateName are of use with Tls only.", [nameof(Tls)]);
        if (ReplicaTimeout >= Timeout) yield return new ValidationResult("ReplicaTimeout must be below Timeout, or waiting for a replica would count as a failed call.", [nameof(ReplicaTimeout)]);
        foreach (var (name, file) in Files())
        {
            if (file.Length > 0 && !File.Exists(file)) yield return new ValidationResult($"There is no file '{file}'.", [name]);
        }
    }

    private static bool IsEndpoint(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && Uri.CheckHostName(text[..colon]) != UriHostNameType.Unknown && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0;
    }

    private (string Name, string File)[] Files() =>
    [
        (nameof(UserFile), UserFile), (nameof(PasswordFile), PasswordFile), (nameof(SentinelUserFile), SentinelUserFile),
        (nameof(SentinelPasswordFile), SentinelPasswordFile), (nameof(CaFile), CaFile), (nameof(CertificateFile), CertificateFile), (nameof(KeyFile), KeyFile),
    ];
}

[OptionsValidator]
internal sealed partial class RedisOptionsValidator : IValidateOptions<RedisOptions>;
