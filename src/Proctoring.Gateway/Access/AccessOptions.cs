using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Access;

/// <summary>Who may connect, and how many. Section <c>Access</c>.</summary>
public sealed class AccessOptions : IValidatableObject
{
    /// <summary>
    /// Origins whose pages may connect beside the server's own, e.g. <c>https://exam.example.org</c>; <c>*</c> for any. Clients
    /// that send no Origin header are not browsers and are not bound by this.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Sockets of this process; beyond it handshakes get 503 with Retry-After. 1–1,000,000, default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSockets { get; set; } = 10_000;

    /// <summary>Sockets of one client address; beyond it handshakes get 429. A school may sit behind one. 1–1,000,000, default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSocketsPerAddress { get; set; } = 1_000;

    /// <summary>New sockets a second; beyond it, after a burst, handshakes get 503 with Retry-After. 1–100,000, default 200.</summary>
    [Range(1.0, 100_000.0)]
    public double SocketsPerSecond { get; set; } = 200;

    /// <summary>New sockets at once. 1–100,000, default 400.</summary>
    [Range(1, 100_000)]
    public int SocketBurst { get; set; } = 400;

    /// <summary>Networks (CIDR) of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Default none.</summary>
    public IList<string> TrustedProxies { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var origin in AllowedOrigins)
        {
            var isOrigin = Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == origin.TrimEnd('/');
            if (origin != "*" && !isOrigin) yield return new ValidationResult($"'{origin}' is no origin such as https://exam.example.org.", [nameof(AllowedOrigins)]);
        }
        foreach (var network in TrustedProxies)
        {
            if (!IPNetwork.TryParse(network, out _)) yield return new ValidationResult($"'{network}' is no network such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
