namespace Proctoring.Gateway.Sessions;

/// <summary>
/// The one clock of decisions: wall time when it was anchored plus monotonic time since. A step of the machine's clock moves
/// nothing. Anchored to this machine while state is kept in this process, otherwise to Redis, whose every reply tells its time;
/// alone while Redis is away.
/// </summary>
internal sealed class SessionClock
{
    private readonly TimeProvider _time;
    private readonly Lock _anchoring = new();
    private volatile Anchored _anchored;

    public SessionClock(TimeProvider time)
    {
        _time = time;
        _anchored = new Anchored(new ClockAnchor(time.GetUtcNow(), TimeSpan.Zero), time.GetTimestamp());
    }

    public DateTimeOffset Now
    {
        get
        {
            var anchored = _anchored;
            return anchored.Anchor.After(_time.GetElapsedTime(anchored.At));
        }
    }

    /// <summary>Takes over another clock's time as it is. Only before the first decision: everything after that is slow.</summary>
    public void Set(DateTimeOffset now)
    {
        lock (_anchoring) _anchored = new Anchored(new ClockAnchor(now, TimeSpan.Zero), _time.GetTimestamp());
    }

    /// <summary>Heeds another clock that was read between <paramref name="askedAt"/>, a timestamp, and now.</summary>
    public void Heed(DateTimeOffset reading, long askedAt)
    {
        lock (_anchoring)
        {
            var now = _time.GetTimestamp();
            var anchor = _anchored.Anchor.Heed(_time.GetElapsedTime(_anchored.At, now), reading, _time.GetElapsedTime(askedAt, now));
            _anchored = new Anchored(anchor, now);
        }
    }

    private sealed record Anchored(ClockAnchor Anchor, long At);
}
