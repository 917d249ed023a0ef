using Proctoring.Contracts;
using Proctoring.Inference.Batching;
using Prometheus;

namespace Proctoring.Inference.Telemetry;

/// <summary>Every metric of an inference pod. Seconds and bytes, as Prometheus names them; never a sequence as a label.</summary>
internal sealed class InferenceMetrics
{
    private static readonly string[] Stages = ["wait", "decode", "infer", "post", "annotate", "total"];

    // 1 ms to 1 s with steps of at most 1.5, then out to 10 s.
    private static readonly double[] LatencyBuckets =
        [0.001, 0.0015, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2.5, 5, 10];

    private readonly Counter _frames;
    private readonly Counter.Child[] _outcomes;
    private readonly Histogram _latency;
    private readonly Histogram _batches;
    private readonly Gauge _provider;
    private readonly Gauge _timeShare;
    private Histogram.Child[] _stages = [];

    /// <param name="registry">One a host.</param>
    public InferenceMetrics(CollectorRegistry registry, FrameQueue queue)
    {
        var metrics = Metrics.WithCustomRegistry(registry);
        metrics.ExemplarBehavior = ExemplarBehavior.NoExemplars(); // the default makes one, with its strings, on every count of every frame
        _frames = metrics.CreateCounter("proctoring_inference_frames_total", "Frames answered, by outcome.", "outcome");
        _outcomes = [.. Enum.GetValues<OutcomeKind>().Select(kind => _frames.WithLabels(Name(kind)))];
        _latency = metrics.CreateHistogram("proctoring_inference_latency_seconds", "Time an analysed frame spent in this pod, by stage; total runs from arrival to answer.",
            ["stage", "provider"], new HistogramConfiguration { Buckets = LatencyBuckets });
        _batches = metrics.CreateHistogram("proctoring_inference_batch_frames", "Frames of each batch that ran.", new HistogramConfiguration { Buckets = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
        _provider = metrics.CreateGauge("proctoring_inference_provider", "1 for the execution provider that runs, proved by a profile.", "provider", "network");
        _timeShare = metrics.CreateGauge("proctoring_inference_provider_time_share", "Share (0–1) of the model's time that the execution provider ran in the profile.", "provider");
        var waiting = metrics.CreateGauge("proctoring_inference_queue_frames", "Frames that wait for the detector.");
        var room = metrics.CreateGauge("proctoring_inference_queue_room", "Frames that may wait; more are refused.");
        registry.AddBeforeCollectCallback(() =>
        {
            waiting.Set(queue.Waiting);
            room.Set(queue.Room);
        });
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
}
