using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Proctoring.Gateway.Access.Tokens;

/// <summary>Checks tokens that do not come in a request's header, as the API checks those that do.</summary>
internal sealed class TokenReader(IOptionsMonitor<JwtBearerOptions> schemes, AccessScope scope, IOptions<AccessOptions> access)
{
    private const int MaxLength = 8 * 1024;

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxLength };

    public async ValueTask<TokenReading> ReadAsync(string token)
    {
        if (token.Length > MaxLength) return TokenReading.Invalid;
        var scheme = Schemes.Of(token, scope);
        var options = schemes.Get(scheme);
        var checks = options.TokenValidationParameters.Clone();
        if (options.ConfigurationManager is BaseConfigurationManager authority)
        {
            if (!await IsThereAsync(authority)) return new TokenReading(TokenOutcome.Away, null);
            checks.ConfigurationManager = authority;
        }
        var result = await _handler.ValidateTokenAsync(token, checks);
        if (!result.IsValid) return Refuse(result.Exception);
        var user = new ClaimsPrincipal(result.ClaimsIdentity);
        if (scheme == Schemes.Staff) StaffClaims.Rename(user, access.Value);
        return new TokenReading(TokenOutcome.Valid, user);
    }

    // Without its keys every token would seem to be somebody else's.
    private static async ValueTask<bool> IsThereAsync(BaseConfigurationManager authority)
    {
        try
        {
            await authority.GetBaseConfigurationAsync(CancellationToken.None);
            return true;
        }
        catch (Exception) // of many kinds: what matters is that they cannot be had
        {
            return false;
        }
    }

    private static TokenReading Refuse(Exception? reason) => reason is SecurityTokenExpiredException ? new TokenReading(TokenOutcome.Expired, null) : TokenReading.Invalid;
}

/// <param name="User">Set when it is valid.</param>
internal readonly record struct TokenReading(TokenOutcome Outcome, ClaimsPrincipal? User)
{
    public static readonly TokenReading Invalid = new(TokenOutcome.Invalid, null);
}

internal enum TokenOutcome
{
    Valid,

    Expired,

    Invalid,

    /// <summary>It cannot be checked just now.</summary>
    Away,
}
