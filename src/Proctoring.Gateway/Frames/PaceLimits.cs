using Proctoring.Gateway.Gating;
using Proctoring.Gateway.Pages;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Frames;

/// <summary>Between what a session's pace may move.</summary>
/// <param name="Interval">The usual one.</param>
/// <param name="Width">The usual one, in pixels.</param>
/// <param name="QuietInterval">While nothing changes; no effect where it is shorter than the usual one.</param>
/// <param name="QuietAfter">For how long nothing must have changed before.</param>
/// <param name="PhoneInterval">Longest one while a phone is in question, whatever else is the matter.</param>
internal sealed record PaceLimits(TimeSpan Interval, int Width, TimeSpan QuietInterval, TimeSpan QuietAfter, TimeSpan PhoneInterval)
{
    // Time is blind beyond MissTolerance: a tenth of it is for frames that are late, and three frames fit into it where a phone is in question.
    public static PaceLimits Of(PageOptions page, GatingOptions gating, VerdictOptions verdicts)
    {
        var longest = verdicts.MissTolerance * 0.9;
        var quiet = gating.QuietInterval < longest ? gating.QuietInterval : longest;
        return new PaceLimits(page.Interval, page.Width, quiet, gating.QuietAfter, verdicts.MissTolerance / 3);
    }
}

/// <summary>What a verdict tells of the pace that its session needs.</summary>
/// <param name="At">When the frame arrived.</param>
/// <param name="Superseded">Frames that were replaced unseen since the verdict before.</param>
/// <param name="HasChanged">Whether it shows something new; null where nobody compared it.</param>
/// <param name="IsPhoneInQuestion">Whether a phone is in view, was a moment ago, or something looks like one.</param>
internal readonly record struct PaceView(DateTimeOffset At, long Superseded, bool? HasChanged, bool IsPhoneInQuestion);
