using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Management;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Transport;

/// <summary>Where candidates connect: <c>/ws/proctoring/</c>.</summary>
internal sealed class WebSocketEndpoint(
    SessionHost sessions, HealthCheckService health, IOptions<FrameOptions> frames, IOptions<TransportOptions> options, TimeProvider time)
{
    public const string Path = "/ws/proctoring/";

    private readonly IDialect _dialect = new FirstDialect();

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            await context.Response.WriteAsync("Connect with a WebSocket.", context.RequestAborted);
            return;
        }
        var report = await health.CheckHealthAsync(Readiness.IsReadyCheck, context.RequestAborted);
        if (report.Status == HealthStatus.Unhealthy)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "2";
            return;
        }

        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            KeepAliveInterval = options.Value.PingInterval,
            KeepAliveTimeout = options.Value.PongTimeout,
        });
        using var transport = new WebSocketTransport(socket, frames.Value, options.Value, time);
        await sessions.RunAsync(transport, _dialect);
    }
}
