using Proctoring.Gateway.Access;

namespace Proctoring.Gateway.Api;

/// <summary>What goes with every answer of the API: it is no page, and nobody keeps it. Pages of other origins change nothing here.</summary>
internal sealed class ApiHeaders(RequestDelegate next, OriginPolicy origins)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        if (origins.Allows(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
