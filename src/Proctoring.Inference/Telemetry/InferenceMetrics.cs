using Proctoring.Contracts;
using Proctoring.Hosting.Telemetry;
using Proctoring.Inference.Batching;
using Proctoring.Inference.Serving;
using Prometheus;

namespace Proctoring.Inference.Telemetry;

/// <summary>Every metric of an inference pod. Seconds and bytes, as Prometheus names them; never a sequence as a label.</summary>
internal sealed class InferenceMetrics
{
    private static readonly string[] Stages = ["wait", "decode", "infer", "post", "annotate", "total"];

    private static readonly MetricLabel Provider = MetricLabel.Configured("provider", "an execution provider, as `Detector:Providers` names it");
    private static readonly MetricLabel Network = MetricLabel.Configured("network", "the model's name, from `Detector:Model`");

    private readonly Counter _frames;
    private readonly Counter.Child[] _outcomes;
    private readonly Histogram _latency;
    private readonly Histogram _batches;
    private readonly Gauge _provider;
    private readonly Gauge _timeShare;
    private readonly Gauge _missing;
    private readonly Gauge _loadSeconds;
    private Histogram.Child[] _stages = [];
    private volatile Moment? _loadingSince;

    public InferenceMetrics(MetricBook book, FrameQueue queue, Service service, TimeProvider time)
    {
        _frames = book.Counter("proctoring_inference_frames_total", "Frames answered, by outcome: analysed, replaced by a newer one, expired before it was started, cancelled by its caller, refused for want of room, failed.",
            MetricLabel.Of("outcome", [.. Enum.GetValues<OutcomeKind>().Select(Name)]));
        _outcomes = [.. Enum.GetValues<OutcomeKind>().Select(kind => _frames.WithLabels(Name(kind)))];
        _latency = book.Histogram("proctoring_inference_latency_seconds", "Time an analysed frame spent in this pod, by stage; wait is its time in the queue, total runs from arrival to answer.",
            MetricBook.LatencyBuckets, MetricLabel.Of("stage", Stages), Provider);
        _batches = book.Histogram("proctoring_inference_batch_frames", "Frames of each batch that ran.", [1, 2, 4, 8, 16, 32, 64, 128, 256]);
        _provider = book.Gauge("proctoring_inference_provider", "1 for the execution provider that runs, proved by a profile.", Provider, Network);
        _timeShare = book.Gauge("proctoring_inference_provider_time_share", "Share (0–1) of the model's time that the execution provider ran in the profile.", Provider);
        var waiting = book.Gauge("proctoring_inference_queue_frames", "Frames that wait for the detector.");
        var room = book.Gauge("proctoring_inference_queue_room", "Frames that may wait; more are refused.");
        _missing = book.Gauge("proctoring_inference_provider_missing", "1 where none of the required execution providers runs the model; such a pod is never ready.");
        _loadSeconds = book.Gauge("proctoring_inference_load_seconds", "Time that loading and warming the model took, engine builds included; 0 until it is done.");
        var loading = book.Gauge("proctoring_inference_loading_seconds", "Time since the model began to be loaded, while it is; 0 afterwards.");
        var serving = book.Gauge("proctoring_inference_serving", "1 while frames are taken.");
        book.BeforeScrape(() =>
        {
            loading.Set(_loadingSince is { } since ? time.GetElapsedTime(since.Timestamp).TotalSeconds : 0);
            serving.Set(service.Model is null ? 0 : 1);
            waiting.Set(queue.Waiting);
            room.Set(queue.Room);
        });
    }

    /// <param name="since">A timestamp.</param>
    public void BeginLoading(long since) => _loadingSince = new Moment(since);

    /// <summary>It is loaded, with or without what is required.</summary>
    public void Loaded(TimeSpan took, bool isAsRequired)
    {
        _loadingSince = null;
        _loadSeconds.Set(took.TotalSeconds);
        _missing.Set(isAsRequired ? 0 : 1);
    }

    /// <summary>Says which provider runs. Once, before the first frame.</summary>
    public void Serving(string provider, string network, double timeShare)
    {
        _provider.WithLabels(provider, network).Set(1);
        _timeShare.WithLabels(provider).Set(timeShare);
        _stages = [.. Stages.Select(stage => _latency.WithLabels(stage, provider))];
    }

    /// <summary>Counts a batch that ran.</summary>
    public void Ran(int frames) => _batches.Observe(frames);

    /// <summary>Counts a frame that was answered.</summary>
    public void Answered(OutcomeKind kind) => _outcomes[(int)kind].Inc();

    /// <summary>Takes in the stages of an analysed frame.</summary>
    public void Took(in StageTimes times, TimeSpan total)
    {
        if (_stages.Length == 0) return;
        _stages[0].Observe(times.Wait.TotalSeconds);
        _stages[1].Observe(times.Decode.TotalSeconds);
        _stages[2].Observe(times.Infer.TotalSeconds);
        _stages[3].Observe(times.Post.TotalSeconds);
        _stages[4].Observe(times.Annotate.TotalSeconds);
        _stages[5].Observe(total.TotalSeconds);
    }

    private static string Name(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Analyzed => "analysed",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private sealed record Moment(long Timestamp);
}
