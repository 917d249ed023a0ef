using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access.OneUse;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Access;

internal static class AccessExtensions
{
    /// <summary>Who may connect and do what, set up from section <c>Access</c>.</summary>
    public static void AddAccess(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddRoom<AccessOptions, AccessOptionsValidator>(configuration, "Access");
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessStartCheck>();
        services.AddSingleton<AccessScope>();
        services.AddSingleton<SocketAdmission>();
        services.AddSingleton<ConnectRate>();
        services.AddSingleton<OriginPolicy>();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, TrustedProxies>();
        services.AddSingleton<Audit>();
        services.AddSingleton<CandidateTokens>();
        services.AddSingleton<TokenReader>();
        services.AddSingleton<CandidateGate>();
        if (!RedisOptions.AreIn(configuration)) services.AddSingleton<IOneUseSecrets, OneUseInMemory>();
        else services.AddSingleton<IOneUseSecrets, OneUseInRedis>();
        services.AddRateLimits();
        services.AddAuthentication(Schemes.Chosen)
            .AddPolicyScheme(Schemes.Chosen, null, options => options.ForwardDefaultSelector = context => Schemes.Of(context))
            .AddScheme<AuthenticationSchemeOptions, LocalPerson>(Schemes.Local, null)
            .AddJwtBearer(Schemes.Candidate)
            .AddJwtBearer(Schemes.Staff);
        services.ConfigureOptions<BearerSetup>();
        services.AddAuthorization(options =>
        {
            foreach (var (policy, roles) in Policies.RolesOf) options.AddPolicy(policy, who => who.RequireRole(roles));
        });
    }
}
