using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Planning;

/// <summary>What candidates ask for, a second, all together.</summary>
/// <param name="Frames">Sent.</param>
/// <param name="Analyses">Model runs.</param>
internal readonly record struct Demand(double Frames, double Analyses)
{
    /// <remarks>
    /// A quiet candidate (<c>quiet-share</c>) sends a frame each <c>pace-ms</c> where there is pace, and the gate saves <c>gate-saves</c> of its model runs. With
    /// both, frames come no more often than <c>Gating:Interval</c> lets one go unanalysed, so each is analysed. Whoever is not quiet sends at full
    /// rate and is analysed each time.
    /// </remarks>
    public static Demand Of(Way way, FigureBook figures, Settings settings)
    {
        var full = 1 / settings.Interval;
        var (quiet, paced) = (way.Candidates * figures["quiet-share"], 1000 / figures["pace-ms"]);
        var lively = way.Candidates - quiet;
        var sentByQuiet = way.Pace ? Math.Min(full, paced) : full;
        var leastAnalysed = full / figures["gate-saves"];
        var analysedOfQuiet = way.Gate ? Math.Min(sentByQuiet, leastAnalysed) : sentByQuiet;
        return new Demand(quiet * sentByQuiet + lively * full, quiet * analysedOfQuiet + lively * full);
    }
}
