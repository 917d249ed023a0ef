namespace Proctoring.Capacity.Simulation;

/// <summary>How many were blind in each second: stretches are put in where they begin and end, and added up afterwards.</summary>
internal sealed class Timeline(int seconds)
{
    private readonly int[] _change = new int[seconds + 2];
    private readonly double[] _more = new double[seconds + 1];

    public void Add(double from, double to)
    {
        var (begin, end) = (Math.Clamp((int)Math.Ceiling(from), 0, seconds + 1), Math.Clamp((int)Math.Ceiling(to), 0, seconds + 1));
        if (begin >= end) return;
        _change[begin]++;
        _change[end]--;
    }

    /// <summary>Candidates who were blind otherwise.</summary>
    public void Add(int second, double candidates) => _more[Math.Min(second, seconds)] += candidates;

    /// <summary>Blind in each second.</summary>
    public double[] Sum()
    {
        var (sum, all) = (0, new double[seconds + 1]);
        for (var second = 0; second <= seconds; second++) all[second] = (sum += _change[second]) + _more[second];
        return all;
    }
}
