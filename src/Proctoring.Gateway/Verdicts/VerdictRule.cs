using Proctoring.Contracts;

namespace Proctoring.Gateway.Verdicts;

/// <summary>What a frame means for its session; sent to the candidate.</summary>
/// <param name="At">Time of the frame: when it arrived.</param>
/// <param name="SeenLabel">The object the message names: the phone before all others, else the best score; null for none.</param>
internal readonly record struct Verdict(DateTimeOffset At, SessionState State, bool PhoneVisible, string? SeenLabel)
{
    public bool CheatingDetected => State.CheatingDetected;

    /// <summary>Phone time of the running streak; zero when none runs.</summary>
    public TimeSpan PhoneHeld => State.Phone.Streak?.Presence.Held ?? TimeSpan.Zero;

    public TimeSpan PhoneTotal => State.Phone.Total;

    /// <summary>What the candidate reads.</summary>
    public string Sentence => SeenLabel is { } label ? $"{label} detected!" : "Nothing detected yet";
}

/// <summary>The verdict of a frame, and what happened with it.</summary>
/// <param name="Mark">Set on the frame that completes an episode.</param>
/// <param name="IsBlindWithPhone">See <see cref="PhoneStep"/>.</param>
internal readonly record struct Decision(Verdict Verdict, Mark? Mark, bool IsBlindWithPhone);

/// <summary>(state, detections, now) → (state, verdict): the one place where a frame becomes a verdict. Pure.</summary>
internal static class VerdictRule
{
    public static Decision Decide(SessionState state, IReadOnlyList<Detection> detections, DateTimeOffset at, VerdictOptions options)
    {
        var time = WatchedTime.Between(state.LastFrameAt, at, options.MissTolerance);
        var seen = BestWatched(state, detections, options);
        var phone = PhoneRule.Observe(state.Phone, seen == Labels.CellPhone, at, time, options);
        var next = state with
        {
            LastFrameAt = at,
            Phone = phone.Timeline,
            Objects = ObjectCounter.Observe(state.Objects, detections, time, options),
        };
        return new Decision(new Verdict(at, next, seen == Labels.CellPhone, seen), phone.Mark, phone.IsBlindWithPhone);
    }

    private static string? BestWatched(SessionState state, IReadOnlyList<Detection> detections, VerdictOptions options)
    {
        string? best = null;
        var score = 0f;
        for (var i = 0; i < detections.Count; i++)
        {
            var detection = detections[i];
            if (detection.Label == Labels.CellPhone && detection.Score >= options.PhoneScore) return Labels.CellPhone;
            if (detection.Score < options.ObjectScore || detection.Score <= score || !IsWatched(state, detection.Label)) continue;
            if (detection.Label != Labels.CellPhone) (best, score) = (detection.Label, detection.Score);
        }
        return best;
    }

    private static bool IsWatched(SessionState state, string label)
    {
        foreach (var item in state.Objects)
        {
            if (item.Label == label) return true;
        }
        return false;
    }
}
