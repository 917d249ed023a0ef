using Proctoring.Gateway.Analysis.Remote;
using Proctoring.Gateway.Analysis.Remote.Pods;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of the calls to inference pods.</summary>
internal sealed class InferenceMetrics
{
    private readonly Counter.Child[] _calls;

    public InferenceMetrics(CollectorRegistry registry, PodSet pods)
    {
        var metrics = Metrics.WithCustomRegistry(registry);
        metrics.ExemplarBehavior = ExemplarBehavior.NoExemplars();
        var calls = metrics.CreateCounter("proctoring_inference_calls_total", "Calls to inference pods that have ended, retries included, by outcome.", "outcome");
        _calls = [.. Enum.GetNames<CallResult>().Select(name => calls.WithLabels(name.ToLowerInvariant()))];
        var states = metrics.CreateGauge("proctoring_inference_pods", "Inference pods known to this gateway, by state.", "state");
        registry.AddBeforeCollectCallback(() => Show(states, pods.Count()));
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
