using Proctoring.Gateway.Analysis.Remote;
using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of the calls to inference pods.</summary>
internal sealed class InferenceMetrics
{
    private readonly Counter.Child[] _calls;

    public InferenceMetrics(MetricBook book, PodSet pods)
    {
        var results = MetricLabel.NamesOf<CallResult>();
        var calls = book.Counter("proctoring_inference_calls_total", "Calls to inference pods that have ended, retries included, by outcome.", MetricLabel.Of("outcome", results));
        _calls = [.. results.Select(result => calls.WithLabels(result))];
        var states = book.Gauge("proctoring_inference_pods", "Inference pods known to this gateway, by state.", MetricLabel.Of("state", "ready", "returning", "ejected", "unreachable"));
        book.BeforeScrape(() => Show(states, pods.Count()));
    }

    public void Count(CallResult result) => _calls[(int)result].Inc();

    private static void Show(Gauge states, PodCount count)
    {
        states.WithLabels("ready").Set(count.Ready);
        states.WithLabels("returning").Set(count.Returning);
        states.WithLabels("ejected").Set(count.Ejected);
        states.WithLabels("unreachable").Set(count.Unreachable);
    }
}
