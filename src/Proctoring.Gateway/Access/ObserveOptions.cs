using System.ComponentModel.DataAnnotations;

namespace Proctoring.Gateway.Access;

/// <summary>
/// How people sign in on the observer's page at <see cref="AccessOptions.Authority"/>: OpenID Connect, code flow with PKCE, as a public
/// client whose redirect address is <c>/observe</c>. Section <c>Access:Observe</c>.
/// </summary>
public sealed class ObserveOptions
{
    /// <summary>The page's client id at the authority. Default none: nobody can sign in on the page.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>
    /// What is asked for, by words; it must bring an access token for <see cref="AccessOptions.Audience"/>. With <c>offline_access</c>,
    /// where the authority asks for that, people are not asked again in the middle of an exam. Default <c>openid</c>.
    /// </summary>
    public string Scope { get; set; } = "openid";

    /// <summary>Origins beside the authority's own that the page asks for tokens, e.g. <c>https://oauth2.example.org</c>. Default none.</summary>
    public IList<string> Origins { get; } = [];

    internal IEnumerable<ValidationResult> Problems(bool hasAuthority)
    {
        if (ClientId.Length > 0 && !hasAuthority) yield return new ValidationResult("Observe:ClientId is a client of Authority, which is not set.", [nameof(ClientId)]);
        if (!Scope.Split(' ').Contains("openid")) yield return new ValidationResult($"Observe:Scope '{Scope}' lacks openid.", [nameof(Scope)]);
        foreach (var origin in Origins)
        {
            if (!AccessOptions.IsOrigin(origin)) yield return new ValidationResult($"Observe:Origins: '{origin}' is no origin such as https://oauth2.example.org.", [nameof(Origins)]);
        }
    }
}
