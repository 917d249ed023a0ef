using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Access;

/// <summary>Counts sockets, in all and by client address, and refuses those over the limit before anything is spent on them.</summary>
internal sealed class SocketAdmission(IOptions<AccessOptions> options)
{
    private readonly ConcurrentDictionary<IPAddress, int> _byAddress = new();
    private int _all;

    public enum Outcome
    {
        Admitted,
        ServerFull,
        AddressFull,
    }

    /// <summary>Sockets that are in now.</summary>
    public int Count => Volatile.Read(ref _all);

    /// <summary>Admits or refuses; whoever is admitted calls <see cref="Leave"/> in the end.</summary>
    public Outcome Enter(IPAddress address)
    {
        if (Interlocked.Increment(ref _all) > options.Value.MaxSockets)
        {
            Interlocked.Decrement(ref _all);
            return Outcome.ServerFull;
        }
        if (_byAddress.AddOrUpdate(address, 1, (_, count) => count + 1) <= options.Value.MaxSocketsPerAddress) return Outcome.Admitted;
        Leave(address);
        return Outcome.AddressFull;
    }

    public void Leave(IPAddress address)
    {
        Interlocked.Decrement(ref _all);
        var left = _byAddress.AddOrUpdate(address, 0, (_, count) => count - 1);
        if (left <= 0) _byAddress.TryRemove(new KeyValuePair<IPAddress, int>(address, left));
    }
}
