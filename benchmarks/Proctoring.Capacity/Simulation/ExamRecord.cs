namespace Proctoring.Capacity.Simulation;

/// <summary>What is put down of an exam as it goes, and what it comes to. What came before the upset is not what is asked about.</summary>
internal sealed class ExamRecord(Conditions conditions, Candidates candidates)
{
    private const int Moments = 120;

    private readonly Timeline _timeline = new((int)conditions.Until);
    private readonly List<Moment> _moments = [];
    private readonly List<float> _without = [];
    private int _overTolerance;
    private int _rolloutEnded;

    public double AskedFrom { get; } = conditions.Upset == Upset.None ? 0 : conditions.UpsetAt;

    public long Refused { get; set; }

    /// <summary>Connections lost.</summary>
    public long Moves { get; set; }

    /// <summary>A candidate was without a verdict.</summary>
    public void Without(int who, double since, double until)
    {
        if (since < AskedFrom) return;
        var seconds = until - since;
        _without.Add((float)seconds);
        if (seconds > conditions.Tolerance) _overTolerance++;
        if (seconds <= conditions.Fresh) return;
        candidates.Blind(who) += (float)(seconds - conditions.Fresh);
        _timeline.Add(since + conditions.Fresh, until);
    }

    public void Second(int second, GatewayFleet gateways, InferenceFleet inference, int connected)
    {
        if (second >= AskedFrom) _timeline.Add(second, inference.Blind * connected);
        _moments.Add(new Moment(second, 0, gateways.Ready, Math.Round(inference.Capacity)));
    }

    public void RolloutCut(int second) => _rolloutEnded = second;

    public Outcome Sum(int gateways)
    {
        var blind = _timeline.Sum();
        var last = Math.Max(_rolloutEnded, Array.FindLastIndex(blind, count => count > candidates.Count / 1000.0));
        var seconds = candidates.BlindSeconds();
        return new Outcome(conditions.Name, candidates.Count, conditions.Fingerprint(), seconds.Count, Spread.Of(_without), Spread.Of(seconds), _overTolerance, candidates.GaveUp, Refused,
            Math.Round((double)Moves / candidates.Count, 3), Math.Max(0, last + 1 - AskedFrom), gateways, Share(blind.Max()), [.. Watched().Select(moment => moment with { Blind = Share(blind[moment.Second]) })]);
    }

    private double Share(double blind) => Math.Round(blind / candidates.Count, 4);

    // Each second about an upset; of an exam without one, as many from its whole length.
    private IEnumerable<Moment> Watched() => conditions.Upset == Upset.None
        ? _moments.Where((_, i) => i % Math.Max(1, _moments.Count / Moments) == 0)
        : _moments.Where(moment => moment.Second >= AskedFrom - 10 && moment.Second < AskedFrom - 10 + Moments);
}
