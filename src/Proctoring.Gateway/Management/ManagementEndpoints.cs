using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Prometheus;

namespace Proctoring.Gateway.Management;

internal static class ManagementEndpoints
{
    /// <summary><c>/healthz</c> (the process answers), <c>/readyz</c> (it may take traffic) and <c>/metrics</c>; 404 on the candidates' port unless allowed there.</summary>
    public static void MapManagement(this WebApplication app)
    {
        app.UseWhen(IsManagement, branch => branch.Use((context, next) =>
        {
            if (ManagementPort.Serves(context)) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = Readiness.IsReadyCheck, ResponseWriter = Readiness.WriteAsync });
        app.MapMetrics("/metrics", app.Services.GetRequiredService<CollectorRegistry>());
    }

    private static bool IsManagement(HttpContext context) =>
        context.Request.Path.Value is "/healthz" or "/readyz" or "/metrics";
}
