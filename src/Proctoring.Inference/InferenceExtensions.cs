using System.IO.Compression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Proctoring.Hosting;
using Proctoring.Hosting.Sockets;
using Proctoring.Hosting.Telemetry;
using Proctoring.Inference.Batching;
using Proctoring.Inference.Protocol;
using Proctoring.Inference.Protocol.Http;
using Proctoring.Inference.Serving;
using Proctoring.Inference.Telemetry;
using Proctoring.Vision;
using Proctoring.Vision.Manifests;
using Prometheus;

namespace Proctoring.Inference;

internal static class InferenceExtensions
{
    /// <exception cref="ModelException">The model is missing or does not match its manifest.</exception>
    public static WebApplicationBuilder AddInference(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var detector = builder.Configuration.GetSection("Detector").Get<DetectorOptions>() ?? new DetectorOptions();
        detector.Verify(); // what is wrong with the model is told at once, not when it has been loaded

        builder.AddTelemetry();
        services.AddRoom<ServerOptions, ServerOptionsValidator>(builder.Configuration, "Server");
        services.AddRoom<TlsOptions, TlsOptionsValidator>(builder.Configuration, "Tls");
        services.AddRoom<BatchingOptions, BatchingOptionsValidator>(builder.Configuration, "Batching");
        services.AddSingleton(detector);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<InferenceMetrics>();
        services.AddSingleton<Service>();
        services.AddSingleton<FrameQueue>();
        services.AddSingleton<ServiceRate>();
        services.AddSingleton<BatchWorkers>();
        services.AddSingleton<Inferring>();
        services.AddSingleton<InferStreams>();
        services.AddSingleton<HttpInference>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, Ports>();
        services.AddFrameBlocks();
        services.AddHostedService<DetectorHost>();
        services.AddHealthChecks().AddCheck<ServiceCheck>("detector", tags: [Readiness.Tag]);
        services.AddGrpcHealthChecks();
        services.AddGrpcReflection();
        services.AddGrpc();
        services.AddSingleton<IConfigureOptions<Grpc.AspNetCore.Server.GrpcServiceOptions>, GrpcLimits>();
        services.AddRequestDecompression();
        return builder;
    }

    public static WebApplication MapInference(this WebApplication app)
    {
        DotNetStats.Register(app.Services.GetRequiredService<CollectorRegistry>());
        app.UseRequestDecompression();
        app.MapManagement();
        app.MapGrpcService<OpenInferenceService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        app.MapHttpInference();
        return app;
    }
}
