namespace Proctoring.Gateway.Gating;

/// <summary>Which frames stand over. Pure. Everything that a client can do makes more frames be analysed, never fewer.</summary>
internal static class GateRule
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(10);

    public static GateReason Decide(GateState state, in GateView view, GatingOptions options)
    {
        if (view.IsBusy) return GateReason.Busy;
        if (view.IsPhoneInView || state.IsSuspect) return GateReason.Phone;
        if (state.AnalysedAt is not { } analysedAt) return GateReason.First;
        if (view.Thumbnail is not { } thumbnail || state.Reference is not { } reference) return GateReason.Unreadable;
        if (ChangeRule.Difference(reference, thumbnail) > options.Tolerance) return GateReason.Changed;
        if (view.At < state.DistrustUntil) return GateReason.Distrust;
        // The next frame, if it comes as this one did, would come too late.
        if (view.At - analysedAt + view.SinceFrameBefore > options.Interval) return GateReason.Due;
        return view.Chance < options.RandomShare ? GateReason.Random : GateReason.StandsOver;
    }

    /// <param name="phoneScore">At or above it, what was found is a phone.</param>
    public static GateState Learn(GateState state, in GateFinding finding, float phoneScore, GatingOptions options)
    {
        var next = state with { Reference = finding.Thumbnail, AnalysedAt = finding.At, IsSuspect = finding.PhoneScore >= options.SuspectScore };
        if (!IsMiss(finding, phoneScore)) return next;
        var backOff = options.BackOff * Math.Pow(2, Math.Min(state.Misses, 10));
        return next with { Misses = state.Misses + 1, DistrustUntil = finding.At + (backOff < LongestBackOff ? backOff : LongestBackOff) };
    }

    /// <summary>Whether an analysed frame shows something new, or something that may be a phone; null where it was compared with nothing.</summary>
    /// <param name="learnt">The state after it.</param>
    public static bool? HasChanged(GateState learnt, GateReason reason) => reason switch
    {
        _ when learnt.IsSuspect => true,
        GateReason.First or GateReason.Unreadable or GateReason.Busy => null,
        GateReason.Due or GateReason.Random => false,
        _ => true,
    };

    /// <summary>Whether a frame was analysed only to see whether the gate is right.</summary>
    public static bool IsCheck(GateReason reason) => reason is GateReason.Due or GateReason.Random or GateReason.Distrust;

    public static bool IsMiss(in GateFinding finding, float phoneScore) => IsCheck(finding.Reason) && finding.PhoneScore >= phoneScore;
}
