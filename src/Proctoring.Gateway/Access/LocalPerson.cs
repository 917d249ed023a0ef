using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access.Tokens;

namespace Proctoring.Gateway.Access;

/// <summary>Whoever sits at this machine, where nobody else can connect: every role, in every room.</summary>
internal sealed class LocalPerson(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var identity = new ClaimsIdentity(Schemes.Local, Claims.Subject, Claims.Role);
        identity.AddClaim(new Claim(Claims.Subject, "local"));
        foreach (var role in (string[])[Roles.Operator, Roles.Reviewer]) identity.AddClaim(new Claim(Claims.Role, role));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Schemes.Local)));
    }
}
