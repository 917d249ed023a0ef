using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Planning;

/// <summary>What candidates ask for, a second, all together.</summary>
/// <param name="Frames">Sent.</param>
/// <param name="Analyses">Model runs.</param>
internal readonly record struct Demand(double Frames, double Analyses)
{
    /// <remarks>
    /// Of those who hardly move (<c>quiet-share</c>) the gate saves <c>gate-saves</c> of the model runs, with pace <c>gate-pace-saves</c>, and pace
    /// <c>pace-fewer</c> of the frames. All others send at full rate and are analysed each time.
    /// </remarks>
    public static Demand Of(Way way, FigureBook figures, Settings settings)
    {
        var full = 1 / settings.Interval;
        var quiet = way.Candidates * figures["quiet-share"];
        var lively = (way.Candidates - quiet) * full;
        var sent = way is { Gate: true, Pace: true } ? full / figures["pace-fewer"] : full;
        var analysed = full / (way.Gate ? figures[way.Pace ? "gate-pace-saves" : "gate-saves"] : 1);
        return new Demand(quiet * sent + lively, quiet * analysed + lively);
    }
}
