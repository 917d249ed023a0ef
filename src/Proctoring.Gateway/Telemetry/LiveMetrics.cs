using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Sessions;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of who is connected, counted when somebody looks.</summary>
internal sealed class LiveMetrics
{
    private static readonly string[] Sights = [.. Enum.GetNames<Sight>().Select(name => name.ToLowerInvariant())];

    private readonly Gauge.Child[] _candidates;
    private readonly Gauge _slowed;

    public LiveMetrics(MetricBook book, LiveSessions live, SocketAdmission admission, IOptions<AccessOptions> access)
    {
        var candidates = book.Gauge("proctoring_candidates",
            "Candidates connected to this gateway: watched (a verdict younger than 2 s), blind (frames come, verdicts do not), silent (no frame for 2 s), starting (connected less than 2 s ago).",
            MetricLabel.Of("state", Sights));
        _candidates = [.. Sights.Select(sight => candidates.WithLabels(sight))];
        _slowed = book.Gauge("proctoring_sessions_slowed", "Sessions that were asked for fewer or smaller frames, for want of detectors.");
        var sockets = book.Gauge("proctoring_sockets", "WebSockets that are open, with a session or without.");
        var room = book.Gauge("proctoring_sockets_room", "WebSockets that this gateway takes; more are refused.");
        book.BeforeScrape(() =>
        {
            Show(live.Survey());
            sockets.Set(admission.Count);
            room.Set(access.Value.MaxSockets);
        });
    }

    private void Show(in Survey survey)
    {
        _candidates[(int)Sight.Watched].Set(survey.Watched);
        _candidates[(int)Sight.Blind].Set(survey.Blind);
        _candidates[(int)Sight.Silent].Set(survey.Silent);
        _candidates[(int)Sight.Starting].Set(survey.Starting);
        _slowed.Set(survey.Slowed);
    }
}
