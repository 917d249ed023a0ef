namespace Proctoring.Gateway.Sessions;

/// <summary>
/// The one clock of decisions: wall time when it was anchored plus monotonic time since. A step of the machine's clock moves
/// nothing. Anchored to this machine while state is kept in this process.
/// </summary>
internal sealed class SessionClock(TimeProvider time)
{
    private readonly DateTimeOffset _anchor = time.GetUtcNow();
    private readonly long _anchoredAt = time.GetTimestamp();

    public DateTimeOffset Now => _anchor + time.GetElapsedTime(_anchoredAt);
}
