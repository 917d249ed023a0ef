using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Proctoring.Gateway.Access.Tokens;

/// <summary>How tokens are checked: by signature, issuer, audience and time; an unsigned one never counts.</summary>
internal sealed class BearerSetup(IOptions<AccessOptions> access, CandidateTokens candidates, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly string[] OfAuthorities = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public void Configure(JwtBearerOptions options) => Configure(null, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false; // a refusal tells nobody why
        options.TimeProvider = time;
        var checks = options.TokenValidationParameters;
        (checks.NameClaimType, checks.RoleClaimType) = (Claims.Subject, Claims.Role);
        (checks.RequireExpirationTime, checks.RequireSignedTokens) = (true, true);
        checks.LifetimeValidator = IsNow;
        if (name == Schemes.Candidate) SetUpCandidates(checks);
        else if (name == Schemes.Staff) SetUpStaff(options, checks);
    }

    private void SetUpCandidates(TokenValidationParameters checks)
    {
        (checks.ValidIssuer, checks.ValidAudience) = (CandidateTokens.Issuer, CandidateTokens.Issuer);
        checks.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        checks.IssuerSigningKeyResolver = (_, _, _, _) => candidates.Keys;
    }

    private void SetUpStaff(JwtBearerOptions options, TokenValidationParameters checks)
    {
        var settings = access.Value;
        checks.ValidAudience = settings.Audience;
        // What is asked of people and their rooms is asked by fixed names from here on.
        if (settings.RoleClaim != Claims.Role || settings.RoomsClaim != Claims.Rooms) options.Events = new JwtBearerEvents { OnTokenValidated = context => Rename(context, settings) };
        if (settings.Authority.Length > 0)
        {
            options.Authority = settings.Authority;
            options.RequireHttpsMetadata = !new Uri(settings.Authority).IsLoopback;
            checks.ValidAlgorithms = OfAuthorities;
            return;
        }
        checks.ValidateIssuer = settings.Issuer.Length > 0;
        checks.ValidIssuer = settings.Issuer;
        checks.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        if (settings.KeyFile.Length > 0) checks.IssuerSigningKey = new SymmetricSecurityKey(AccessKey.Read(settings.KeyFile));
    }

    private static Task Rename(TokenValidatedContext context, AccessOptions settings)
    {
        StaffClaims.Rename(context.Principal!, settings);
        return Task.CompletedTask;
    }

    private bool IsNow(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters checks)
    {
        var now = time.GetUtcNow();
        if (expires is null || expires + ClockSkew <= now.UtcDateTime) throw new SecurityTokenExpiredException();
        return notBefore is null || notBefore - ClockSkew <= now.UtcDateTime;
    }
}
