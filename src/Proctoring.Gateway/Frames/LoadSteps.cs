namespace Proctoring.Gateway.Frames;

/// <summary>How far a session's pace has gone down under load. Immutable; each observation makes the next one.</summary>
/// <remarks>
/// The sign of overload is that frames are replaced before they are looked at, or refused. After a window in which more than a
/// fifth were, the pace drops a step; after four windows in a row with almost none, it rises one. Slow down soon, speed up late:
/// a thousand sessions that speed up together are the next overload. The slowest interval stays well below the second beyond
/// which time would be blind.
/// </remarks>
internal readonly record struct LoadSteps(int Step, int Verdicts, int Superseded, int Refused, int CalmWindows)
{
    private const int Window = 10;
    private const int CalmWindowsToRise = 4;
    private static readonly (double Slower, double Width)[] Steps = [(1, 1), (1.5, 1), (2, 0.75), (2, 0.5)];

    /// <summary>What the usual interval and width are multiplied by.</summary>
    public (double Slower, double Width) Factors => Steps[Step];

    private int Lost => Superseded + Refused;

    /// <summary>Takes in one verdict and the frames that were superseded since the one before.</summary>
    public LoadSteps Observe(long superseded) => (this with { Verdicts = Verdicts + 1, Superseded = Superseded + (int)Math.Min(superseded, Window) }).Decide();

    /// <summary>Takes in one frame that no detector had time for.</summary>
    public LoadSteps Refuse() => (this with { Refused = Refused + 1 }).Decide();

    private LoadSteps Decide()
    {
        if (Verdicts + Refused < Window) return this;

        var isOverloaded = Lost * 5 > Verdicts + Lost;
        var calm = isOverloaded || Lost > 1 ? 0 : CalmWindows + 1;
        var step = isOverloaded ? Math.Min(Step + 1, Steps.Length - 1) : calm >= CalmWindowsToRise ? Math.Max(Step - 1, 0) : Step;
        return new LoadSteps(step, 0, 0, 0, step == Step ? calm : 0);
    }
}
