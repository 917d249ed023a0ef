namespace Proctoring.Capacity.Simulation;

/// <summary>Pods that are on their way: those that fit on the nodes there are come soon, the others when their nodes have come.</summary>
internal sealed class Arrivals(double start, double nodeStart, double spare)
{
    private readonly PriorityQueue<int, double> _coming = new();
    private int _onSpare;

    /// <summary>On their way.</summary>
    public int Count { get; private set; }

    /// <param name="there">Pods there are, of which a share more would fit.</param>
    public void Start(int pods, int there, double now)
    {
        var room = Math.Clamp((int)(there * spare) - _onSpare, 0, pods);
        _onSpare += room;
        if (room > 0) _coming.Enqueue(room, now + start);
        if (pods > room) _coming.Enqueue(pods - room, now + nodeStart + start);
        Count += pods;
    }

    /// <summary>Those whose time it is.</summary>
    public int Take(double now)
    {
        var ready = 0;
        while (_coming.TryPeek(out var pods, out var at) && at <= now)
        {
            _coming.Dequeue();
            ready += pods;
        }
        Count -= ready;
        return ready;
    }
}
