using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access.Tokens;

namespace Proctoring.Gateway.Access;

/// <summary>Who may connect and do what, and how many at once. Section <c>Access</c>.</summary>
public sealed class AccessOptions : IValidatableObject
{
    /// <summary>
    /// Lets candidates in without a token. Needed where others than this machine connect and there are no tokens; the API stays closed
    /// there. Beside an authority or a key file it holds for candidates only. Default false.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>OpenID Connect authority whose tokens are believed, e.g. <c>https://login.example.org/realms/exams</c>. Default none.</summary>
    public string Authority { get; set; } = "";

    /// <summary>
    /// File with a key of at least 32 bytes that nobody can guess, whose HS256 tokens are believed: for an exam system that makes tokens
    /// itself. Read at the start. Default none; not beside <see cref="Authority"/>.
    /// </summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Issuer of tokens signed with <see cref="KeyFile"/>; default any.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Audience that tokens must be made for. Default <c>proctoring</c>.</summary>
    [Required]
    public string Audience { get; set; } = "proctoring";

    /// <summary>Claim with roles: operator, reviewer, observer, candidate. Default <c>roles</c>.</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Claim with the rooms of reviewers and observers: an array, or words; <c>*</c> for all. Default <c>rooms</c>.</summary>
    [Required]
    public string RoomsClaim { get; set; } = "rooms";

    /// <summary>Address that candidates open, for links, e.g. <c>https://exam.example.org</c>. Default that of the request for the link.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>How people sign in on the observer's page. Section <c>Access:Observe</c>.</summary>
    public ObserveOptions Observe { get; } = new();

    /// <summary>Requests of the API a second, each person's or, without a token, each address's. 0.1–100,000, default 50.</summary>
    [Range(0.1, 100_000.0)]
    public double ApiRequestsPerSecond { get; set; } = 50;

    /// <summary>Requests of the API at once. 1–100,000, default 200.</summary>
    [Range(1, 100_000)]
    public int ApiBurst { get; set; } = 200;

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

    internal bool HasTokens => Authority.Length > 0 || KeyFile.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority.Length > 0 && KeyFile.Length > 0) yield return new ValidationResult("Authority and KeyFile are two ways: set one.", [nameof(Authority), nameof(KeyFile)]);
        if (Authority.Length > 0 && !(Uri.TryCreate(Authority, UriKind.Absolute, out var authority) && (authority.Scheme == "https" || authority is { Scheme: "http", IsLoopback: true })))
            yield return new ValidationResult($"'{Authority}' is no https address of an authority.", [nameof(Authority)]);
        if (KeyFile.Length > 0 && ProblemOfKey() is { } problem) yield return new ValidationResult(problem, [nameof(KeyFile)]);
        foreach (var result in Observe.Problems(Authority.Length > 0)) yield return result;
        if (PublicUrl.Length > 0 && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var page) && page.Scheme is "http" or "https"))
            yield return new ValidationResult($"'{PublicUrl}' is no address such as https://exam.example.org.", [nameof(PublicUrl)]);
        foreach (var origin in AllowedOrigins)
        {
            if (origin != "*" && !IsOrigin(origin)) yield return new ValidationResult($"'{origin}' is no origin such as https://exam.example.org.", [nameof(AllowedOrigins)]);
        }
        foreach (var network in TrustedProxies)
        {
            if (!IPNetwork.TryParse(network, out _)) yield return new ValidationResult($"'{network}' is no network such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
        }
    }

    internal static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == origin.TrimEnd('/');

    private string? ProblemOfKey()
    {
        if (!File.Exists(KeyFile)) return $"There is no file '{KeyFile}'.";
        return AccessKey.Read(KeyFile).Length < AccessKey.MinBytes ? $"The key in '{KeyFile}' has fewer than {AccessKey.MinBytes} bytes." : null;
    }
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
