namespace Proctoring.Gateway.Frames;

/// <summary>
/// What pace a session is asked for: slower under load and while nothing changes, never too slow for a phone. Immutable; each observation
/// makes the next one.
/// </summary>
/// <param name="StillSince">Since when no frame has shown anything new; null when the last one did.</param>
/// <param name="IsQuiet">Whether that is long enough.</param>
/// <param name="Asked">What the client was asked for last; null for nothing yet, which is the usual pace.</param>
internal readonly record struct Pacer(LoadSteps Load, DateTimeOffset? StillSince, bool IsQuiet, bool IsPhoneInQuestion, Pace? Asked)
{
    /// <summary>Takes in one verdict.</summary>
    /// <param name="pace">Set when the client should change its pace.</param>
    public Pacer Observe(in PaceView view, PaceLimits limits, out Pace? pace)
    {
        var since = view.HasChanged switch
        {
            true => null,
            false => StillSince ?? view.At,
            null => StillSince,
        };
        var isQuiet = since is { } still && view.At - still >= limits.QuietAfter;
        return new Pacer(Load.Observe(view.Superseded), since, isQuiet, view.IsPhoneInQuestion, Asked).Ask(limits, out pace);
    }

    /// <summary>Takes in one frame that no detector had time for.</summary>
    /// <param name="pace">Set when the client should change its pace.</param>
    public Pacer Refuse(PaceLimits limits, out Pace? pace) => (this with { Load = Load.Refuse() }).Ask(limits, out pace);

    private Pacer Ask(PaceLimits limits, out Pace? pace)
    {
        var wanted = Wanted(limits);
        pace = wanted == (Asked ?? new Pace(limits.Interval, limits.Width, PaceReason.Normal)) ? null : wanted;
        return pace is null ? this : this with { Asked = pace };
    }

    private Pace Wanted(PaceLimits limits)
    {
        var (slower, narrower) = Load.Factors;
        var interval = limits.Interval * slower;
        if (IsQuiet && interval < limits.QuietInterval) interval = limits.QuietInterval;
        if (IsPhoneInQuestion && interval > limits.PhoneInterval) interval = limits.PhoneInterval;
        var reason = Load.Step > 0 ? PaceReason.Load
            : interval > limits.Interval ? PaceReason.Quiet
            : interval < limits.Interval ? PaceReason.Phone
            : PaceReason.Normal;
        return new Pace(interval, (int)(limits.Width * narrower), reason);
    }
}
