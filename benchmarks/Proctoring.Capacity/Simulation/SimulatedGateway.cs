namespace Proctoring.Capacity.Simulation;

internal enum PodState
{
    Ready,

    /// <summary>Out of the service, still with its sockets.</summary>
    Leaving,
    Gone,
}

/// <summary>A gateway's door: as many sockets as it may have, and as many new ones a second (SocketDoor, ConnectRate).</summary>
internal sealed class SimulatedGateway(int zone, double rate, int burst, int maxSockets)
{
    private const double LongestWait = 30;

    private double _tokens = burst;
    private double _at;
    private double _sentAway;
    private double _countedAt;

    public int Zone => zone;

    public PodState State { get; set; }

    /// <summary>Gone, and the edge does not know.</summary>
    public bool IsTrap { get; set; }

    public int Sockets { get; set; }

    /// <summary>Handshakes since CPU was last looked at, refused ones included.</summary>
    public int Handshakes { get; set; }

    /// <param name="retryAfter">What a refused client is told, in whole seconds.</param>
    public bool TryEnter(double now, out double retryAfter)
    {
        Handshakes++;
        retryAfter = 2;
        if (Sockets >= maxSockets) return false;
        (_tokens, _at) = (Math.Min(burst, _tokens + (now - _at) * rate), now);
        if (_tokens >= 1)
        {
            _tokens--;
            Sockets++;
            return true;
        }
        (_sentAway, _countedAt) = (Math.Max(0, _sentAway - (now - _countedAt) * rate) + 1, now);
        retryAfter = Math.Ceiling(Math.Min(LongestWait, _sentAway / rate));
        return false;
    }
}
