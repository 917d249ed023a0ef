using System.Globalization;
using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Transport.Dialects;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Transport;

/// <summary>Where candidates connect: <c>/ws/proctoring/</c>. Without a subprotocol the first dialect, with <c>proctoring.v1</c> the new one.</summary>
internal sealed class WebSocketEndpoint(
    SessionHost sessions, CandidateGate gate, SocketAdmission admission, ConnectRate rate, OriginPolicy origins, HealthCheckService health, GatewayMetrics metrics,
    IOptions<FrameOptions> frames, IOptions<TransportOptions> options, TimeProvider time)
{
    public const string Path = "/ws/proctoring/";

    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);

    private readonly FirstDialect _first = new();
    private readonly V1Dialect _v1 = new();

    public async Task HandleAsync(HttpContext context)
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
            if (rate.TryEnter(out var retryAfter)) await ServeAsync(context);
            else await RefuseAsync(context, "too_many_at_once", StatusCodes.Status503ServiceUnavailable, "Too many connections at once.", retryAfter);
        }
        finally
        {
            admission.Leave(address);
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        IDialect dialect = context.WebSockets.WebSocketRequestedProtocols.Contains(V1Dialect.Subprotocol) ? _v1 : _first;
        var shown = origins.Allows(context.Request) ? await gate.AtHandshakeAsync(context.Request) : default; // another origin's page uses no ticket up
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = dialect == _v1 ? V1Dialect.Subprotocol : null,
            KeepAliveInterval = options.Value.PingInterval,
            KeepAliveTimeout = options.Value.PongTimeout,
            DangerousEnableCompression = false, // JPEGs do not shrink, and a compressor would cost some 300 KB a socket
        });
        await using var transport = new WebSocketTransport(socket, frames.Value, options.Value, time, context.RequestAborted);
        // A page cannot see an HTTP status, so it would try again: the refusal is a close code.
        if (!origins.Allows(context.Request)) await sessions.CloseAsync(transport, CloseReason.WrongOrigin);
        else if (shown.Refused is { } refused) await sessions.CloseAsync(transport, refused);
        else await sessions.RunAsync(transport, dialect, new Caller(shown.Pass, RoomOf(context.Request)));
    }

    // Longer names are those of no room.
    private static string? RoomOf(HttpRequest request) => request.Query["room"].ToString() is { Length: > 0 and <= V1Reader.MaxRoomLength } room ? room : null;

    private async Task RefuseAsync(HttpContext context, string reason, int status, string sentence, TimeSpan? retryAfter = null)
    {
        metrics.HandshakesRefused.WithLabels(reason).Inc();
        context.Response.StatusCode = status;
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = Math.Ceiling((retryAfter ?? UsualWait).TotalSeconds).ToString(CultureInfo.InvariantCulture); // whole seconds, RFC 9110, 10.2.3
        await context.Response.WriteAsync(sentence, context.RequestAborted);
    }
}
