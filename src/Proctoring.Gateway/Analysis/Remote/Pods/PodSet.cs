using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Analysis.Remote.Pods;

/// <summary>The inference pods: those whose address is known, and those among them that can be reached.</summary>
internal sealed class PodSet(SessionClock clock, ILogger<PodSet> logger)
{
    private volatile Pod[] _ready = [];
    private volatile int _known;

    /// <summary>Whether any pod can be reached.</summary>
    public bool IsReachable => _ready.Length > 0;

    /// <summary>The addresses were looked up.</summary>
    public void Know(int addresses) => _known = addresses;

    /// <summary>These pods, and no others, can be reached from now on.</summary>
    public void Reach(Pod[] ready)
    {
        var before = _ready.Length;
        _ready = ready;
        if (ready.Length == 0 && before > 0) Log.NoneReachable(logger, _known);
        else if (ready.Length != before) Log.Reachable(logger, ready.Length, _known);
    }

    /// <summary>Whether there is a pod that could do what this one did not.</summary>
    public bool HasOther(Pod pod)
    {
        foreach (var other in _ready)
        {
            if (other != pod && other.Health.Weight(clock.Now) > 0) return true;
        }
        return false;
    }

    /// <param name="ready">The pods of a picker; at least one.</param>
    public Pod Choose(Pod[] ready, Pod? wanted, Pod? avoided) => PodDraw.Choose(ready, wanted, avoided, clock.Now, Random.Shared);

    /// <summary>A call that the pod held has ended.</summary>
    public void Report(Pod pod, bool failed)
    {
        var now = clock.Now;
        if (pod.Report(failed, now, Random.Shared.NextDouble())) Log.Ejected(logger, pod.Address, (pod.Health.EjectedUntil - now).TotalSeconds);
    }

    /// <summary>The pod has asked to be left alone for <paramref name="time"/>.</summary>
    public void Rest(Pod pod, TimeSpan time) => pod.Rest(clock.Now + time);

    public PodCount Count()
    {
        var (now, ready) = (clock.Now, _ready);
        var ejected = ready.Count(pod => pod.Health.Weight(now) == 0);
        var returning = ready.Count(pod => pod.Health.Weight(now) is > 0 and < 1);
        return new PodCount(ready.Length - ejected - returning, returning, ejected, Math.Max(0, _known - ready.Length));
    }
}

/// <summary>How many pods are in which state.</summary>
internal readonly record struct PodCount(int Ready, int Returning, int Ejected, int Unreachable);
