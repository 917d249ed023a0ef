using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Gateway.Analysis.Remote.Pods.Slices;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Analysis.Remote;

public static class RemoteDetectorExtensions
{
    /// <summary>Inference pods look at the frames, set up from section <c>Inference</c>: ready once one of them is.</summary>
    public static WebApplicationBuilder AddRemoteDetector(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRoom<InferenceOptions, InferenceOptionsValidator>(builder.Configuration, "Inference");
        // It would log an error for each frame that fails, and opens a scope and an activity for each that does not. What counts
        // is logged by this room. A longer category in the configuration, such as Grpc.Net.Client.Balancer, brings it back.
        builder.Logging.AddFilter("Grpc.Net.Client", LogLevel.None);
        services.AddSingleton<PodSet>();
        services.AddSliceDiscovery();
        services.AddSingleton<InferenceMetrics>();
        services.AddSingleton<InferenceChannel>();
        services.AddSingleton<CallWatch>();
        services.AddSingleton<RemoteServices>();
        services.AddSingleton<IFrameAnalyzer, RemoteAnalyzer>();
        services.AddSingleton<DetectorReadiness>();
        services.AddHostedService(provider => provider.GetRequiredService<DetectorReadiness>());
        services.AddHealthChecks().AddCheck<DetectorReadiness>("inference", tags: [Readiness.Tag]);
        return builder;
    }
}
