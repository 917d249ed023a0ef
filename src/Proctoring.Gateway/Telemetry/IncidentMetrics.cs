using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Incidents.Evidence;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of incidents and their evidence.</summary>
internal sealed class IncidentMetrics
{
    private readonly MetricBook _book;
    private readonly Gauge _pending;
    private readonly Gauge _held;
    private readonly Counter.Child[] _attemptsFailed;
    private readonly Counter.Child[] _dropped;
    private readonly Counter.Child[] _reviews;

    public IncidentMetrics(MetricBook book)
    {
        _book = book;
        Stored = book.Counter("proctoring_incidents_stored_total", "Incidents stored by this gateway.");
        Lost = book.Counter("proctoring_incidents_lost_total", "Incidents given up because too many waited to be stored. Their marks are in their sessions.");
        Expired = book.Counter("proctoring_incidents_expired_total", "Incidents that this gateway removed because their time was up.");
        _pending = book.Gauge("proctoring_incidents_pending", "Incidents that are not stored yet, or whose pictures are not.");
        _attemptsFailed = Children(book.Counter("proctoring_evidence_attempts_failed_total", "Attempts to store an incident's pictures that failed, by reason.", Reason<FailureKind>()), MetricLabel.NamesOf<FailureKind>());
        _dropped = Children(book.Counter("proctoring_evidence_pictures_dropped_total",
            "Frames that were to be evidence and were not kept: noroom (Incidents:MaxEvidenceBytes), toomanypending (Incidents:MaxPending).", Reason<PictureLoss>()), MetricLabel.NamesOf<PictureLoss>());
        _held = book.Gauge("proctoring_evidence_held_bytes", "Bytes of frames that are kept as evidence, of running episodes and on their way to the store.");
        _reviews = Children(book.Counter("proctoring_incident_reviews_total", "Reviews of incidents, by what was decided.", MetricLabel.Of("state", MetricLabel.NamesOf<IncidentState>())), MetricLabel.NamesOf<IncidentState>());
    }

    public Counter Stored { get; }

    public Counter Lost { get; }

    public Counter Expired { get; }

    public void AttemptFailed(FailureKind kind) => _attemptsFailed[(int)kind].Inc();

    public void PictureDropped(PictureLoss loss) => _dropped[(int)loss].Inc();

    public void Reviewed(IncidentState state) => _reviews[(int)state].Inc();

    public void ShowPending(Func<int> count) => _book.BeforeScrape(() => _pending.Set(count()));

    public void ShowHeld(Func<long> bytes) => _book.BeforeScrape(() => _held.Set(bytes()));

    private static MetricLabel Reason<T>()
        where T : struct, Enum => MetricLabel.Of("reason", MetricLabel.NamesOf<T>());

    private static Counter.Child[] Children(Counter counter, string[] names) => [.. names.Select(name => counter.WithLabels(name))];
}
