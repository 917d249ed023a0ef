namespace Proctoring.Testing.Pods;

/// <summary>What has happened to a pod so far.</summary>
public sealed class PodCounters
{
    private int _taken;
    private int _started;
    private int _aborted;
    private int _refused;
    private int _mostOfOneSequence;

    public int Taken => Volatile.Read(ref _taken);

    public int Started => Volatile.Read(ref _started);

    public int Aborted => Volatile.Read(ref _aborted);

    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Most calls of one sequence that the pod held at once.</summary>
    public int MostOfOneSequence => Volatile.Read(ref _mostOfOneSequence);

    internal void CountTaken() => Interlocked.Increment(ref _taken);

    internal void CountStarted() => Interlocked.Increment(ref _started);

    internal void CountAborted() => Interlocked.Increment(ref _aborted);

    internal void CountRefused() => Interlocked.Increment(ref _refused);

    internal void CountInside(int calls)
    {
        for (var most = MostOfOneSequence; calls > most; most = MostOfOneSequence) Interlocked.CompareExchange(ref _mostOfOneSequence, calls, most);
    }
}
