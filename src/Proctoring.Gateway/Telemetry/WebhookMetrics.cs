using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of what others are told.</summary>
internal sealed class WebhookMetrics(MetricBook book)
{
    private static readonly string[] Outcomes = ["delivered", "failed"];
    private static readonly MetricLabel Target = MetricLabel.Configured("target", "a name in `Webhooks:Targets`");
    private readonly Counter _attempts = book.Counter("proctoring_webhook_attempts_total", "Attempts of this gateway to tell a webhook's target something, by outcome.", Target, MetricLabel.Of("outcome", Outcomes));
    private readonly Gauge _waiting = book.Gauge("proctoring_webhooks_waiting", "Notices that wait for a target, at all gateways.", Target);
    private readonly Gauge _dead = book.Gauge("proctoring_webhooks_dead", "Dead letters of a target: notices that were given up and can be sent again.", Target);

    /// <summary>Shows a target before anything was tried: the first failure is a change, not a beginning.</summary>
    public void Begin(string target)
    {
        foreach (var outcome in Outcomes) _attempts.WithLabels(target, outcome);
        Show(target, 0, 0);
    }

    public void Attempted(string target, bool isDelivered) => _attempts.WithLabels(target, Outcomes[isDelivered ? 0 : 1]).Inc();

    public void Show(string target, long waiting, long dead)
    {
        _waiting.WithLabels(target).Set(waiting);
        _dead.WithLabels(target).Set(dead);
    }
}
