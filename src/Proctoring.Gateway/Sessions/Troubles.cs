using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Sessions;

/// <summary>Tells a candidate that frames are not looked at: at most once a second, however many it concerns. Each is counted.</summary>
internal sealed class Troubles(Outbox outbox, IDialect dialect, SessionServices services)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private DateTimeOffset? _toldAt;

    public void Tell(AnalysisOutcome outcome, long frame)
    {
        var (reason, sentence) = Describe(outcome);
        if (outcome == AnalysisOutcome.Failed) services.Metrics.FramesFailed.Inc();
        else services.Metrics.FramesRejected.WithLabels(reason).Inc();

        var now = services.Clock.Now;
        if (now - _toldAt < Interval) return;
        _toldAt = now;
        outbox.Post(dialect.Error(new Refusal(RejectionReasons.Code(reason), sentence, frame)));
    }

    private static (string Reason, string Sentence) Describe(AnalysisOutcome outcome) => outcome switch
    {
        AnalysisOutcome.Refused => (RejectionReasons.Overloaded, "The server has too much to do to look at this frame."),
        AnalysisOutcome.Late => (RejectionReasons.Overloaded, "The server could not look at this frame in time."),
        AnalysisOutcome.Unavailable => (RejectionReasons.Unavailable, "Frames cannot be looked at just now."),
        _ => (RejectionReasons.Failed, "The frame could not be analysed."),
    };
}
