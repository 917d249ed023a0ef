using Proctoring.Hosting.Telemetry;

namespace Proctoring.Gateway.Telemetry.Exams;

/// <summary>The few metrics that tell exams apart.</summary>
internal sealed class ExamMetrics
{
    /// <summary>The label of all of them.</summary>
    public static readonly MetricLabel Label = MetricLabel.Configured("exam", "`Telemetry:Exams`, 50 at most, and other");

    private readonly ExamDirectory _directory;
    private readonly ExamSeries[] _series;

    public ExamMetrics(MetricBook book, ExamDirectory directory)
    {
        _directory = directory;
        var marks = book.Counter("proctoring_marks_total", "Episodes marked: a phone was in view for the configured time.", Label);
        var blind = book.Counter("proctoring_blind_with_phone_total", "Sessions blind for too long while a phone was in view.", Label);
        var verdicts = book.Histogram("proctoring_verdict_seconds", "Time from a frame's arrival to its verdict, by exam; the total of `proctoring_frame_latency_seconds`.", MetricBook.LatencyBuckets, Label);
        _series = [.. directory.Names.Select((exam, i) => new ExamSeries(i, marks.WithLabels(exam), blind.WithLabels(exam), verdicts.WithLabels(exam)))];
    }

    /// <summary>The series of a room's exam. Asked once a connection.</summary>
    public ExamSeries Of(string room) => _series[_directory.IndexOf(room)];
}
