using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access.Tokens;

namespace Proctoring.Gateway.Access;

/// <summary>Requests of the API a second: of a person by their token, of whoever has none by address.</summary>
internal static class RateLimits
{
    public const string Api = "api";

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limiter.AddPolicy(Api, context => RateLimitPartition.GetTokenBucketLimiter(CallerOf(context), _ =>
        {
            var access = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value;
            var each = Math.Max(1, (int)(access.ApiRequestsPerSecond * Round.TotalSeconds));
            return new TokenBucketRateLimiterOptions { TokenLimit = access.ApiBurst, TokensPerPeriod = each, ReplenishmentPeriod = TimeSpan.FromSeconds(each / access.ApiRequestsPerSecond), QueueLimit = 0, AutoReplenishment = true };
        }));
    });

    private static string CallerOf(HttpContext context) =>
        context.User.FindFirst(Claims.Subject)?.Value is { } subject ? $"subject {subject}" : $"address {context.Connection.RemoteIpAddress ?? IPAddress.None}";
}
