using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Telemetry.Exams;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Telemetry;

/// <summary>Metrics of who is connected, counted when somebody looks.</summary>
internal sealed class LiveMetrics
{
    private static readonly string[] Sights = MetricLabel.NamesOf<Sight>();

    private readonly Gauge.Child[][] _candidates;
    private readonly Gauge _slowed;

    public LiveMetrics(MetricBook book, ExamDirectory exams, LiveSessions live, SocketAdmission admission, IOptions<AccessOptions> access)
    {
        var candidates = book.Gauge("proctoring_candidates",
            "Candidates connected to this gateway: watched (a verdict younger than 2 s), blind (frames come, verdicts do not), silent (no frame for 2 s), starting (connected less than 2 s ago).",
            MetricLabel.Of("state", Sights), ExamMetrics.Label);
        _candidates = [.. exams.Names.Select(exam => Sights.Select(sight => candidates.WithLabels(sight, exam)).ToArray())];
        _slowed = book.Gauge("proctoring_sessions_slowed", "Sessions that were asked for fewer or smaller frames, for want of detectors.");
        var sockets = book.Gauge("proctoring_sockets", "WebSockets that are open, with a session or without.");
        var room = book.Gauge("proctoring_sockets_room", "WebSockets that this gateway takes; more are refused.");
        book.BeforeScrape(() =>
        {
            Show(live.Survey(exams.Names.Count));
            sockets.Set(admission.Count);
            room.Set(access.Value.MaxSockets);
        });
    }

    private void Show(Survey[] surveys)
    {
        var slowed = 0;
        for (var exam = 0; exam < surveys.Length; exam++)
        {
            var survey = surveys[exam];
            _candidates[exam][(int)Sight.Watched].Set(survey.Watched);
            _candidates[exam][(int)Sight.Blind].Set(survey.Blind);
            _candidates[exam][(int)Sight.Silent].Set(survey.Silent);
            _candidates[exam][(int)Sight.Starting].Set(survey.Starting);
            slowed += survey.Slowed;
        }
        _slowed.Set(slowed);
    }
}
