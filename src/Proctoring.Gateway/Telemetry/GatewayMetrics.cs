using Proctoring.Contracts;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Every metric of the gateway. Seconds and bytes, as Prometheus names them; never a session, room or person as a label.</summary>
public sealed class GatewayMetrics
{
    private static readonly string[] Stages = ["wait", "decode", "infer", "post", "annotate", "total"];

    // 1 ms to 1 s with steps of at most 1.5, then out to 10 s.
    private static readonly double[] LatencyBuckets =
        [0.001, 0.0015, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2.5, 5, 10];

    private readonly Histogram _latency;
    private readonly Counter _analysed;
    private volatile ProviderSeries? _provider;

    /// <param name="registry">One a host.</param>
    public GatewayMetrics(CollectorRegistry registry)
    {
        var metrics = Metrics.WithCustomRegistry(registry);
        metrics.ExemplarBehavior = ExemplarBehavior.NoExemplars(); // the default makes one, with its strings, on every count of every frame
        FramesReceived = metrics.CreateCounter("proctoring_frames_received_total", "Binary messages received from candidates.");
        FramesSuperseded = metrics.CreateCounter("proctoring_frames_superseded_total", "Frames that a newer frame of the same session replaced before they were analysed.");
        FramesRejected = metrics.CreateCounter("proctoring_frames_rejected_total", "Messages refused before or during analysis, by reason.", "reason");
        FramesFailed = metrics.CreateCounter("proctoring_frames_failed_total", "Frames whose analysis failed on the server's side.");
        FramesSlow = metrics.CreateCounter("proctoring_frames_slow_total", "Frames that took longer from arrival to verdict than the warning limit.");
        _analysed = metrics.CreateCounter("proctoring_frames_analysed_total", "Frames analysed, by execution provider.", "provider");
        _latency = metrics.CreateHistogram("proctoring_frame_latency_seconds", "Time a frame spent, by stage; total runs from arrival to verdict.",
            ["stage", "provider"], new HistogramConfiguration { Buckets = LatencyBuckets });
        Sessions = metrics.CreateGauge("proctoring_sessions", "Sessions with a live connection.");
        SessionsStarted = metrics.CreateCounter("proctoring_sessions_started_total", "Sessions started.");
        SessionsRefused = metrics.CreateCounter("proctoring_sessions_refused_total", "Connections that got no session, by close code.", "code");
        Closes = metrics.CreateCounter("proctoring_closes_total", "Connections closed by this server, by close code.", "code");
        HandshakesRefused = metrics.CreateCounter("proctoring_handshakes_refused_total", "WebSocket handshakes refused, by reason.", "reason");
        VisibilityChanges = metrics.CreateCounter("proctoring_visibility_changes_total", "Pages that said they were hidden or visible again.", "to");
        Marks = metrics.CreateCounter("proctoring_marks_total", "Episodes marked: a phone was in view for the configured time.");
        BlindWithPhone = metrics.CreateCounter("proctoring_blind_with_phone_total", "Sessions blind for too long while a phone was in view.");
        PicturesDropped = metrics.CreateCounter("proctoring_pictures_dropped_total", "Annotated pictures dropped because the client read too slowly.");
        VerdictsDropped = metrics.CreateCounter("proctoring_verdicts_dropped_total", "Verdicts dropped because the client read too slowly.");
        SendsFailed = metrics.CreateCounter("proctoring_sends_failed_total", "Connections ended because a message did not leave in time or the client was gone.");
    }

    public Counter FramesReceived { get; }

    public Counter FramesSuperseded { get; }

    public Counter FramesRejected { get; }

    public Counter FramesFailed { get; }

    public Counter FramesSlow { get; }

    public Gauge Sessions { get; }

    public Counter SessionsStarted { get; }

    public Counter SessionsRefused { get; }

    public Counter Closes { get; }

    public Counter HandshakesRefused { get; }

    public Counter VisibilityChanges { get; }

    public Counter Marks { get; }

    public Counter BlindWithPhone { get; }

    public Counter PicturesDropped { get; }

    public Counter VerdictsDropped { get; }

    public Counter SendsFailed { get; }

    /// <summary>Counts one analysed frame and its stages.</summary>
    public void Analysed(string provider, in StageTimes times, TimeSpan total)
    {
        var series = _provider;
        if (series?.Provider != provider) _provider = series = new ProviderSeries(provider, _analysed, _latency);
        series.Observe(times, total);
    }

    /// <summary>The series of one provider, looked up once and not for every frame.</summary>
    private sealed class ProviderSeries(string provider, Counter analysed, Histogram latency)
    {
        private readonly Counter.Child _analysed = analysed.WithLabels(provider);
        private readonly Histogram.Child[] _latency = [.. Stages.Select(stage => latency.WithLabels(stage, provider))];

        public string Provider { get; } = provider;

        public void Observe(in StageTimes times, TimeSpan total)
        {
            _analysed.Inc();
            _latency[0].Observe(times.Wait.TotalSeconds);
            _latency[1].Observe(times.Decode.TotalSeconds);
            _latency[2].Observe(times.Infer.TotalSeconds);
            _latency[3].Observe(times.Post.TotalSeconds);
            _latency[4].Observe(times.Annotate.TotalSeconds);
            _latency[5].Observe(total.TotalSeconds);
        }
    }
}
