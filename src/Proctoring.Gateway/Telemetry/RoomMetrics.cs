using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of rooms and those who observe them.</summary>
internal sealed class RoomMetrics(MetricBook book)
{
    public Counter Published { get; } = book.Counter("proctoring_room_events_published_total", "Events of rooms that this gateway told: joined, left, blind, silent, back, phone, mark, review.");

    public Counter Dropped { get; } = book.Counter("proctoring_room_events_dropped_total", "Events of rooms dropped because too many waited to be told. Candidates' states are told again afterwards.");

    public Gauge Observers { get; } = book.Gauge("proctoring_room_observers", "Observers connected to this gateway.");

    public Counter Slow { get; } = book.Counter("proctoring_room_observers_slow_total", "Observers closed with 1013 because they read too slowly. They catch up when they reconnect.");
}
