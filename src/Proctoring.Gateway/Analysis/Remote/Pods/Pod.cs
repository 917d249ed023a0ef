using Grpc.Net.Client.Balancer;

namespace Proctoring.Gateway.Analysis.Remote.Pods;

/// <summary>One inference pod, as long as its address is known: how it does, and how many calls of this gateway it holds.</summary>
/// <param name="address">Host and port, for logs.</param>
/// <param name="isNear">Whether it is in this gateway's zone, or zones do not count.</param>
internal sealed class Pod(string address, bool isNear = true)
{
    private PodHealth _health = PodHealth.Well;
    private long _restsUntilTicks;
    private int _outstanding;

    public string Address { get; } = address;

    public bool IsNear { get; } = isNear;

    /// <summary>What picking this pod comes to; made once, because it holds nothing of the call.</summary>
    public PickResult? Pick { get; init; }

    /// <summary>Calls that have not ended.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    public PodHealth Health => Volatile.Read(ref _health);

    public void Enter() => Interlocked.Increment(ref _outstanding);

    public void Leave() => Interlocked.Decrement(ref _outstanding);

    /// <summary>Whether it has asked for a moment without new frames.</summary>
    public bool Rests(DateTimeOffset now) => now.UtcTicks < Interlocked.Read(ref _restsUntilTicks);

    public void Rest(DateTimeOffset until) => Interlocked.Exchange(ref _restsUntilTicks, until.UtcTicks);

    /// <summary>Takes in how a call ended.</summary>
    /// <returns>True when this ejected the pod.</returns>
    public bool Report(bool failed, DateTimeOffset now, double chance)
    {
        while (true)
        {
            var health = Health;
            var next = failed ? health.Fail(now, chance) : health.Succeed(now);
            if (next == health) return false;
            if (Interlocked.CompareExchange(ref _health, next, health) == health) return failed && next.Weight(now) == 0;
        }
    }
}
