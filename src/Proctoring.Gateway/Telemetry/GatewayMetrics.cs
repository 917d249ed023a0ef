using Proctoring.Contracts;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Transport;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>What happens to frames and connections. Seconds and bytes, as Prometheus names them; never a session, room or person as a label.</summary>
public sealed class GatewayMetrics
{
    private static readonly string[] Stages = ["wait", "decode", "infer", "post", "annotate", "total"];
    private static readonly MetricLabel Provider = MetricLabel.Configured("provider", "an execution provider, as `Detector:Providers` names it");

    private static readonly Exemplar.LabelKey TraceId = Exemplar.Key("trace_id");

    private readonly Histogram _latency;
    private readonly Counter _analysed;
    private volatile ProviderSeries? _provider;

    public GatewayMetrics(MetricBook book)
    {
        FramesReceived = book.Counter("proctoring_frames_received_total", "Binary messages received from candidates.");
        FramesSuperseded = book.Counter("proctoring_frames_superseded_total", "Frames that a newer frame of the same session replaced before they were analysed.");
        FramesRejected = book.Counter("proctoring_frames_rejected_total", "Messages refused before or during analysis, by reason.", MetricLabel.Of("reason", RejectionReasons.All));
        FramesStoodOver = book.Counter("proctoring_frames_stood_over_total", "Frames that were not analysed because they show nothing new; the last detections stand over.");
        FramesFailed = book.Counter("proctoring_frames_failed_total", "Frames whose analysis failed on the server's side.");
        FramesSlow = book.Counter("proctoring_frames_slow_total", "Frames that took longer from arrival to verdict than the warning limit.");
        _analysed = book.Counter("proctoring_frames_analysed_total", "Frames analysed, by execution provider.", Provider);
        _latency = book.Histogram("proctoring_frame_latency_seconds", "Time a frame spent, by stage; total runs from arrival to verdict and is the frame's age then.",
            MetricBook.LatencyBuckets, MetricLabel.Of("stage", Stages), Provider);
        Sessions = book.Gauge("proctoring_sessions", "Sessions with a live connection.");
        SessionsStarted = book.Counter("proctoring_sessions_started_total", "Sessions started.");
        SessionsResumed = book.Counter("proctoring_sessions_resumed_total", "Attempts to take a session up again: taken, over (it has ended or is unknown), later (it cannot be looked up just now), refused (a bad token).",
            MetricLabel.Of("outcome", "taken", "over", "later", "refused"));
        SessionsRefused = book.Counter("proctoring_sessions_refused_total", "Connections that got no session, by close code.", MetricLabel.Of("code", CloseReason.Codes));
        Closes = book.Counter("proctoring_closes_total", "Connections closed by this server, by close code.", MetricLabel.Of("code", CloseReason.Codes));
        HandshakesRefused = book.Counter("proctoring_handshakes_refused_total", "WebSocket handshakes refused, by reason.",
            MetricLabel.Of("reason", "no_websocket", "not_ready", "server_full", "address_full", "too_many_at_once"));
        VisibilityChanges = book.Counter("proctoring_visibility_changes_total", "Pages that said they were hidden or visible again.", MetricLabel.Of("to", "hidden", "visible"));
        PaceChanges = book.Counter("proctoring_pace_changes_total", "Sessions asked for another pace: load (detectors are short), quiet (nothing changes), phone (one is in question) or normal.", MetricLabel.Of("reason", PaceReasons.Names));
        PicturesDropped = book.Counter("proctoring_pictures_dropped_total", "Annotated pictures dropped because the client read too slowly.");
        VerdictsDropped = book.Counter("proctoring_verdicts_dropped_total", "Verdicts dropped because the client read too slowly.");
        SendsFailed = book.Counter("proctoring_sends_failed_total", "Connections ended because a message did not leave in time or the client was gone.");
    }

    public Counter FramesReceived { get; }

    public Counter FramesSuperseded { get; }

    public Counter FramesRejected { get; }

    public Counter FramesStoodOver { get; }

    public Counter FramesFailed { get; }

    public Counter FramesSlow { get; }

    public Gauge Sessions { get; }

    public Counter SessionsStarted { get; }

    public Counter SessionsResumed { get; }

    public Counter SessionsRefused { get; }

    public Counter Closes { get; }

    public Counter HandshakesRefused { get; }

    public Counter VisibilityChanges { get; }

    public Counter PaceChanges { get; }

    public Counter PicturesDropped { get; }

    public Counter VerdictsDropped { get; }

    public Counter SendsFailed { get; }

    /// <summary>Counts one analysed frame and its stages.</summary>
    /// <param name="traceId">Of a frame that is traced: the exemplar of its bucket.</param>
    public void Analysed(string provider, in StageTimes times, TimeSpan total, string? traceId = null) => Of(provider).Observe(times, total, Exemplify(traceId));

    /// <summary>Counts one frame that nobody analysed, since it shows nothing new. Its age at the verdict is one of the others'.</summary>
    public void StoodOver(string provider, TimeSpan total, string? traceId = null)
    {
        FramesStoodOver.Inc();
        Of(provider).ObserveAge(total, Exemplify(traceId));
    }

    private static Exemplar? Exemplify(string? traceId) => traceId is null ? null : Exemplar.From(TraceId.WithValue(traceId));

    private ProviderSeries Of(string provider)
    {
        var series = _provider;
        if (series?.Provider != provider) _provider = series = new ProviderSeries(provider, _analysed, _latency);
        return series;
    }

    /// <summary>The series of one provider, looked up once and not for every frame.</summary>
    private sealed class ProviderSeries(string provider, Counter analysed, Histogram latency)
    {
        private readonly Counter.Child _analysed = analysed.WithLabels(provider);
        private readonly Histogram.Child[] _latency = [.. Stages.Select(stage => latency.WithLabels(stage, provider))];

        public string Provider { get; } = provider;

        public void Observe(in StageTimes times, TimeSpan total, Exemplar? exemplar)
        {
            _analysed.Inc();
            _latency[0].Observe(times.Wait.TotalSeconds);
            _latency[1].Observe(times.Decode.TotalSeconds);
            _latency[2].Observe(times.Infer.TotalSeconds);
            _latency[3].Observe(times.Post.TotalSeconds);
            _latency[4].Observe(times.Annotate.TotalSeconds);
            ObserveAge(total, exemplar);
        }

        public void ObserveAge(TimeSpan total, Exemplar? exemplar) => _latency[5].Observe(total.TotalSeconds, exemplar);
    }
}
