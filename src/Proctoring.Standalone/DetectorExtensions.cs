using Microsoft.Extensions.Diagnostics.HealthChecks;
using Proctoring.Gateway.Analysis;
using Proctoring.Hosting;
using Proctoring.Vision;

namespace Proctoring.Standalone;

internal static class DetectorExtensions
{
    /// <summary>A detector in this process, set up from section <c>Detector</c>: loaded now, ready once warm.</summary>
    /// <exception cref="Vision.Manifests.ModelException">The model cannot be used.</exception>
    public static WebApplicationBuilder AddInProcessDetector(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Detector").Get<DetectorOptions>() ?? new DetectorOptions();
        var detector = Detector.Load(options, TimeProvider.System);
        LeaveThreadsForSockets(detector.Concurrency);
        builder.Services.AddSingleton(detector);
        builder.Services.AddSingleton<IFrameAnalyzer, InProcessAnalyzer>();
        builder.Services.AddSingleton<DetectorWarmUp>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DetectorWarmUp>());
        builder.Services.AddHealthChecks().AddCheck<DetectorWarmUp>("detector", tags: [Readiness.Tag]);
        return builder;
    }

    // Each analysis holds a pool thread for tens of milliseconds; the pool grows by about two a second, sockets wait meanwhile.
    private static void LeaveThreadsForSockets(int busyThreads)
    {
        ThreadPool.GetMinThreads(out var workers, out var completionPorts);
        ThreadPool.SetMinThreads(workers + busyThreads, completionPorts);
    }
}
