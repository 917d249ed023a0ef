using System.Globalization;
using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Transport;

/// <summary>What every handshake passes before anything is spent on it: no WebSocket, not ready, no room, too many at once.</summary>
internal sealed class SocketDoor(
    SocketAdmission admission, ConnectRate rate, HealthCheckService health, GatewayMetrics metrics, IOptions<FrameOptions> frames, IOptions<TransportOptions> options, TimeProvider time)
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);

    /// <param name="serve">Accepts and serves the socket, from its first moment to its last.</param>
    public async Task HandleAsync(HttpContext context, Func<HttpContext, Task> serve)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(context, "no_websocket", StatusCodes.Status426UpgradeRequired, "Connect with a WebSocket.");
            return;
        }
        var report = await health.CheckHealthAsync(Readiness.IsReadyCheck, context.RequestAborted);
        if (report.Status == HealthStatus.Unhealthy)
        {
            await RefuseAsync(context, "not_ready", StatusCodes.Status503ServiceUnavailable, "Not ready yet.");
            return;
        }

        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        switch (admission.Enter(address))
        {
            case SocketAdmission.Outcome.ServerFull:
                await RefuseAsync(context, "server_full", StatusCodes.Status503ServiceUnavailable, "No room for another connection.");
                return;
            case SocketAdmission.Outcome.AddressFull:
                await RefuseAsync(context, "address_full", StatusCodes.Status429TooManyRequests, "Too many connections from this address.");
                return;
        }
        try
        {
            if (rate.TryEnter(out var retryAfter)) await serve(context);
            else await RefuseAsync(context, "too_many_at_once", StatusCodes.Status503ServiceUnavailable, "Too many connections at once.", retryAfter);
        }
        finally
        {
            admission.Leave(address);
        }
    }

    /// <summary>Answers a handshake that was let through. The transport is the caller's to dispose.</summary>
    public async Task<WebSocketTransport> AcceptAsync(HttpContext context, string? subprotocol)
    {
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = subprotocol,
            KeepAliveInterval = options.Value.PingInterval,
            KeepAliveTimeout = options.Value.PongTimeout,
            DangerousEnableCompression = false, // JPEGs do not shrink, and a compressor would cost some 300 KB a socket
        });
        return new WebSocketTransport(socket, frames.Value, options.Value, time, context.RequestAborted);
    }

    private async Task RefuseAsync(HttpContext context, string reason, int status, string sentence, TimeSpan? retryAfter = null)
    {
        metrics.HandshakesRefused.WithLabels(reason).Inc();
        context.Response.StatusCode = status;
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = Math.Ceiling((retryAfter ?? UsualWait).TotalSeconds).ToString(CultureInfo.InvariantCulture); // whole seconds, RFC 9110, 10.2.3
        await context.Response.WriteAsync(sentence, context.RequestAborted);
    }
}
