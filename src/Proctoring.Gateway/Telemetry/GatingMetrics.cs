using Proctoring.Gateway.Gating;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>What the gate before the detector does, and how often it is wrong.</summary>
internal sealed class GatingMetrics(MetricBook book)
{
    private readonly Counter.Child[] _decisions = Children(book.Counter("proctoring_gate_decisions_total",
        "Frames that the gate looked at, by why they were analysed; stands_over were not.", MetricLabel.Of("reason", GateReasons.Names)));

    private readonly Counter _checks = book.Counter("proctoring_gate_checks_total", "Frames in which the gate had seen no change and that were analysed all the same.");

    private readonly Counter _misses = book.Counter("proctoring_gate_misses_total", "Of those, the ones that showed a phone.");

    public void Decided(GateReason reason) => _decisions[(int)reason].Inc();

    public void Checked(bool isMiss)
    {
        _checks.Inc();
        if (isMiss) _misses.Inc();
    }

    private static Counter.Child[] Children(Counter counter) => [.. GateReasons.Names.Select(reason => counter.WithLabels(reason))];
}
