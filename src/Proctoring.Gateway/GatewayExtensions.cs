using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Api;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Gating;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Management;
using Proctoring.Gateway.Management.Draining;
using Proctoring.Gateway.Pages;
using Proctoring.Gateway.Rooms;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Telemetry.Exams;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Verdicts;
using Proctoring.Gateway.Webhooks;
using Proctoring.Hosting;
using Proctoring.Hosting.Sockets;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway;

/// <summary>The gateway as a part of a host. Whoever hosts it adds an <see cref="Analysis.IFrameAnalyzer"/>.</summary>
public static class GatewayExtensions
{
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        builder.AddTelemetry();
        var services = builder.Services;
        services.AddRoom<ServerOptions, ServerOptionsValidator>(builder.Configuration, "Server");
        services.AddRoom<FrameOptions, FrameOptionsValidator>(builder.Configuration, "Frames");
        services.AddRoom<TransportOptions, TransportOptionsValidator>(builder.Configuration, "Transport");
        services.AddRoom<VerdictOptions, VerdictOptionsValidator>(builder.Configuration, "Verdicts");
        services.AddRoom<CandidateSessionOptions, CandidateSessionOptionsValidator>(builder.Configuration, "Sessions");
        services.AddRoom<TelemetryOptions, TelemetryOptionsValidator>(builder.Configuration, "Telemetry");
        services.AddRoom<PageOptions, PageOptionsValidator>(builder.Configuration, "Page");

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<FrameSampler>();
        services.AddSingleton<ExamDirectory>();
        services.AddSingleton<ExamMetrics>();
        services.AddSingleton<SessionClock>();
        services.AddSingleton<ResumeTokens>();
        services.AddSessionStore(builder.Configuration);
        services.AddSingleton<LiveSessions>();
        services.AddSingleton<LiveMetrics>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveSessions>());
        services.AddSingleton<SessionOpener>();
        services.AddSingleton<SessionChoices>();
        services.AddSingleton<SessionServices>();
        services.AddSingleton<SessionHost>();
        services.AddSingleton<SocketDoor>();
        services.AddSingleton<WebSocketEndpoint>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, Ports>();
        services.AddFrameBlocks();
        services.AddSingleton<FrontDoor>();
        services.AddSingleton<IConnectionListenerFactory>(provider => provider.GetRequiredService<FrontDoor>());
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddHealthChecks().AddCheck<Drain>("draining", tags: [Readiness.Tag]);
        builder.AddDelivery();
        builder.AddGating();
        services.AddIncidents(builder.Configuration);
        services.AddRooms(builder.Configuration);
        services.AddWebhooks(builder.Configuration);
        services.AddAccess(builder.Configuration);
        services.AddApi();
        return builder;
    }

    public static WebApplication MapGateway(this WebApplication app)
    {
        DotNetStats.Register(app.Services.GetRequiredService<CollectorRegistry>());
        app.Services.GetRequiredService<LiveMetrics>(); // nothing else asks for it
        app.UseForwardedHeaders();
        app.UseApi();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseWebSockets();
        app.MapManagement(onEveryPort: app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.ManagementOnMainPort);
        app.MapPages();
        app.MapDelivery();
        app.MapApi();
        app.Map(WebSocketEndpoint.Path, (WebSocketEndpoint endpoint, HttpContext context) => endpoint.HandleAsync(context)).ExcludeFromDescription();
        app.MapRooms();
        return app;
    }
}
