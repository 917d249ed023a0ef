using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Hosting;

public static class ManagementEndpoints
{
    private const string MetricsPath = "/metrics";

    /// <summary><c>/healthz</c> (the process answers), <c>/readyz</c> (it may take traffic) and <c>/metrics</c>; 404 on other ports unless allowed there.</summary>
    public static void MapManagement(this WebApplication app, bool onEveryPort = false)
    {
        app.UseWhen(IsManagement, branch => branch.Use((context, next) =>
        {
            if (onEveryPort || ManagementPort.IsOf(context)) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = Readiness.IsReadyCheck, ResponseWriter = Readiness.WriteAsync });
        var scrapes = app.Services.GetRequiredService<Scrapes>();
        app.UseWhen(context => context.Request.Path == MetricsPath, branch => branch.Use(scrapes.WatchAsync));
        app.MapMetrics(MetricsPath, app.Services.GetRequiredService<CollectorRegistry>());
    }

    private static bool IsManagement(HttpContext context) =>
        context.Request.Path.Value is "/healthz" or "/readyz" or MetricsPath;
}
