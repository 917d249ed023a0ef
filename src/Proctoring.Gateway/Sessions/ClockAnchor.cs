namespace Proctoring.Gateway.Sessions;

/// <summary>
/// Wall time tied to a monotonic clock at one moment, with a correction that is worked off slowly. Runs at least at 99.5 % and at
/// most at 100.5 % of the monotonic clock: what was measured later never makes it jump. Pure.
/// </summary>
/// <param name="Start">Wall time at the anchor.</param>
/// <param name="Correction">By how much the wall time was off at the anchor; positive where it was slow.</param>
internal readonly record struct ClockAnchor(DateTimeOffset Start, TimeSpan Correction)
{
    /// <summary>Most that an interval is stretched or shrunk to work off a correction. Six seconds are off by at most 30 ms.</summary>
    private const double SlewLimit = 0.005;

    /// <summary>Wall time, <paramref name="elapsed"/> of monotonic time after the anchor.</summary>
    public DateTimeOffset After(TimeSpan elapsed)
    {
        var limit = elapsed * SlewLimit;
        return Start + elapsed + (Correction > limit ? limit : Correction < -limit ? -limit : Correction);
    }

    /// <summary>The anchor that follows once another clock has been read: goes on from where this one stands.</summary>
    /// <param name="elapsed">From this anchor to the moment at which the reading had arrived.</param>
    /// <param name="reading">What the other clock said at some moment of the round trip.</param>
    /// <param name="roundTrip">From asking to the arrival. A reading is as good as this is short: within it, nothing is corrected.</param>
    public ClockAnchor Heed(TimeSpan elapsed, DateTimeOffset reading, TimeSpan roundTrip)
    {
        var now = After(elapsed);
        var doubt = roundTrip / 2;
        var off = reading + doubt - now;
        var correction = off > doubt ? off - doubt : off < -doubt ? off + doubt : TimeSpan.Zero;
        return new ClockAnchor(now, correction);
    }
}
