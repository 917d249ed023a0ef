using Proctoring.Inference.Batching;
using Proctoring.Inference.Telemetry;
using Proctoring.Vision;
using Proctoring.Vision.Manifests;

namespace Proctoring.Inference.Serving;

/// <summary>
/// Loads and warms the detector while the process already answers probes, runs it, and on stopping answers what waits. A
/// model that cannot be loaded ends the process; a provider that is not the required one keeps it from ever being ready.
/// </summary>
internal sealed class DetectorHost(
    DetectorOptions options, Service service, BatchWorkers workers, InferenceMetrics metrics, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DetectorHost> logger)
    : BackgroundService
{
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(15);

    private string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Model));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the server starts listening meanwhile
        using var detector = await LoadAsync(stoppingToken);
        if (detector is null) return;
        using var draining = lifetime.ApplicationStopping.Register(() => service.End("draining"));
        // Kestrel has waited for calls in flight by the time this token fires, so nobody waits for what is left.
        await workers.RunAsync(detector, stoppingToken);
    }

    private async Task<Detector?> LoadAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        metrics.BeginLoading(started);
        try
        {
            // A native build cannot be stopped half-way: when the process is to end, it ends without it.
            var detector = await Task.Run(LoadAndWarm, CancellationToken.None).WaitAsync(cancellationToken);
            var took = time.GetElapsedTime(started);
            metrics.Loaded(took, isAsRequired: detector.Report.Missing is null);
            Log.Warm(logger, Name, took.TotalSeconds, detector.Report.ToString(), string.Join(", ", detector.BatchSizes), detector.Concurrency);
            if (detector.Report.Missing is not { } missing) return Serve(detector);
            service.Says(missing);
            Log.NotAsRequired(logger, missing);
            detector.Dispose();
        }
        catch (ModelException e)
        {
            Log.CannotLoad(logger, e.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped while loading.
        }
        return null;
    }

    private Detector Serve(Detector detector)
    {
        metrics.Serving(detector.Identity.Provider, detector.Identity.Model, detector.Report.TimeShare);
        service.Begin(ServedModel.Of(detector), detector.Report.ToString());
        return detector;
    }

    private Detector LoadAndWarm()
    {
        var started = time.GetTimestamp();
        using var reminder = time.CreateTimer(_ => Log.StillLoading(logger, Name, time.GetElapsedTime(started).TotalSeconds, service.Status), null, Reminder, Reminder);
        var detector = Detector.Load(options, time, Say);
        Say("warming up");
        detector.WarmUp();
        return detector;
    }

    private void Say(string step)
    {
        service.Says(step);
        Log.Loading(logger, Name, step);
    }
}
