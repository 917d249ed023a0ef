namespace Proctoring.Capacity.Simulation;

/// <summary>
/// When which candidate is due. Each has one thing before it at most, so a ring of ticks with a linked list through one array holds a
/// million of them without a heap: a heap of that size spends most of the run in cache misses.
/// </summary>
internal sealed class Calendar(int candidates)
{
    /// <summary>Ticks of 10 ms.</summary>
    public const int TicksPerSecond = 100;

    private const int Ring = 1 << 15; // 327 s: nothing is put off for longer
    private const int None = -1;

    private readonly int[] _next = new int[candidates];
    private readonly int[] _first = NoneOf(Ring);

    public int Now { get; private set; }

    public static int Ticks(double seconds) => (int)Math.Round(seconds * TicksPerSecond);

    public void In(double seconds, int candidate)
    {
        var ticks = Math.Max(1, Ticks(seconds));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ticks, Ring, nameof(seconds));
        ref var first = ref _first[(Now + ticks) % Ring];
        _next[candidate] = first;
        first = candidate;
    }

    /// <summary>Goes one tick on and calls <paramref name="due"/> for everybody whose time it is.</summary>
    public void Step(Action<int> due)
    {
        Now++;
        ref var first = ref _first[Now % Ring];
        for (var candidate = first; candidate != None;)
        {
            var next = _next[candidate];
            due(candidate);
            candidate = next;
        }
        first = None;
    }

    private static int[] NoneOf(int count)
    {
        var all = new int[count];
        Array.Fill(all, None);
        return all;
    }
}
