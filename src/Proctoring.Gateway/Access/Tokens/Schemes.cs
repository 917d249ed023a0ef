using Microsoft.IdentityModel.JsonWebTokens;

namespace Proctoring.Gateway.Access.Tokens;

/// <summary>Whose tokens there are.</summary>
internal static class Schemes
{
    /// <summary>Picks one of the others.</summary>
    public const string Chosen = "Chosen";

    /// <summary>No tokens: a machine that nobody else reaches.</summary>
    public const string Local = "Local";

    /// <summary>Those that this server gives its candidates.</summary>
    public const string Candidate = "Candidate";

    /// <summary>Those of the authority, or signed with the key of the file.</summary>
    public const string Staff = "Staff";

    private const string Bearer = "Bearer ";

    public static string Of(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var scope = context.RequestServices.GetRequiredService<AccessScope>();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return scope.IsOpen ? Local : Candidate;
        return Of(header[Bearer.Length..].Trim(), scope);
    }

    // Who says to have issued it decides who checks it; that alone proves nothing.
    public static string Of(string token, AccessScope scope) => scope.HasTokens && IssuerOf(token) != CandidateTokens.Issuer ? Staff : Candidate;

    private static string? IssuerOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Issuer;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
