using Microsoft.Extensions.Options;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Access;

/// <summary>
/// New sockets a second. When a gateway dies, all of its candidates come back at once; those that would be too many are told when
/// to come again, one after another, so that they do not meet once more.
/// </summary>
internal sealed class ConnectRate(IOptions<AccessOptions> options, SessionClock clock)
{
    /// <summary>Nobody is sent away for longer, however many there are.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private TokenBucket _bucket = TokenBucket.Full(options.Value.SocketBurst, clock.Now);
    private double _sentAway;
    private DateTimeOffset _countedAt = clock.Now;

    /// <summary>Admits a socket, or says how long its client should wait.</summary>
    public bool TryEnter(out TimeSpan retryAfter)
    {
        var (rate, burst) = (options.Value.SocketsPerSecond, options.Value.SocketBurst);
        var now = clock.Now;
        lock (_gate)
        {
            retryAfter = TimeSpan.Zero;
            if (_bucket.TryTake(rate, burst, now, out _bucket)) return true;
            // Those who were sent away come back at the rate at which there is room for them.
            _sentAway = Math.Max(0, _sentAway - Math.Max(0, (now - _countedAt).TotalSeconds) * rate) + 1;
            _countedAt = now;
            var wait = TimeSpan.FromSeconds(_sentAway / rate);
            retryAfter = wait < Longest ? wait : Longest;
            return false;
        }
    }
}
