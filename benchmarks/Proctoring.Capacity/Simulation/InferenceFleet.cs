namespace Proctoring.Capacity.Simulation;

/// <summary>
/// The pods with the model, as a flow. The newest frame of a session wins, so what does not fit is dropped evenly: with more frames than can be
/// analysed, N candidates get a verdict each in N ÷ capacity seconds, and only when that is longer than a verdict is fresh are they blind.
/// </summary>
internal sealed class InferenceFleet(Conditions conditions)
{
    private readonly Arrivals _arrivals = new(conditions.PodStart, conditions.PodNodeStart, conditions.Spare);
    private double _usedBefore;
    private double _replacedAt = double.PositiveInfinity;
    private int _lost;

    public int Ready { get; private set; } = conditions.Pods;

    /// <summary>Analyses a second.</summary>
    public double Capacity => Ready * conditions.PodRate;

    /// <summary>Share of the time that a connected candidate is blind for want of analyses.</summary>
    public double Blind { get; private set; }

    /// <summary>The same, added up over the seconds.</summary>
    public double BlindSeconds { get; private set; }

    public void Kill(double now)
    {
        _lost = Ready / conditions.Zones;
        Ready -= _lost;
        _replacedAt = now + conditions.Evicted;
    }

    /// <param name="watched">Candidates who send frames.</param>
    public void EverySecond(double now, int watched)
    {
        Ready += _arrivals.Take(now);
        if (now >= _replacedAt)
        {
            _arrivals.Start(_lost, Ready, now);
            (_lost, _replacedAt) = (0, double.PositiveInfinity);
        }
        var demand = watched * conditions.Analyses;
        var turn = demand <= Capacity ? 0 : watched / Capacity; // from one verdict of a candidate to its next
        Blind = turn <= conditions.Fresh ? 0 : 1 - conditions.Fresh / turn;
        BlindSeconds += Blind;
        if (now % conditions.Sync == 0) Scale(now, Math.Min(demand, Capacity) / conditions.PodRate);
    }

    private void Scale(double now, double used)
    {
        var pods = Ready + _arrivals.Count + _lost;
        _arrivals.Start(Autoscaler.Wanted(pods, _usedBefore, conditions.PodTarget, conditions.MostPods) - pods, Ready, now);
        _usedBefore = used;
    }
}
