using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Planning;

/// <summary>Bytes on the way, in Gbit/s.</summary>
/// <param name="FromCandidates">Ingress of the gateways: the same in every mode of delivery.</param>
/// <param name="ToCandidates">Egress of the gateways.</param>
/// <param name="Pods">Between gateways and inference pods, both ways.</param>
/// <param name="ToStore">Pictures to the store.</param>
/// <param name="Cdn">Egress of the CDN.</param>
/// <param name="StoreWrites">A second.</param>
internal readonly record struct Traffic(double FromCandidates, double ToCandidates, double Pods, double ToStore, double Cdn, double StoreWrites)
{
    private const double KilobytesOfGigabit = 125_000;

    /// <summary>What the network cards of gateways carry in the direction that carries more.</summary>
    public double OfGateways(Pictures pictures, FigureBook figures, Demand demand)
    {
        var asked = demand.Analyses * (figures["frame-kb"] + figures["ask-kb"]) / KilobytesOfGigabit;
        var (inwards, outwards) = (FromCandidates + Pods - asked, ToCandidates + asked + (pictures == Pictures.Url ? ToStore : 0));
        return Math.Max(inwards, outwards);
    }

    public static Traffic Of(Way way, Pictures pictures, Demand demand, FigureBook figures, Settings settings)
    {
        var frame = figures["frame-kb"];
        var picture = frame * figures["picture-share"];
        var writes = pictures == Pictures.Url ? way.Candidates * Math.Min(1 / settings.PictureInterval, demand.Analyses / way.Candidates) * figures["stored-share"] : 0;
        var drawn = pictures == Pictures.Url ? writes : demand.Analyses;
        return new Traffic(
            demand.Frames * frame / KilobytesOfGigabit,
            (demand.Frames * figures["verdict-kb"] + (pictures == Pictures.Inline ? drawn * picture : 0)) / KilobytesOfGigabit,
            (demand.Analyses * (frame + figures["ask-kb"] + figures["answer-kb"]) + drawn * picture) / KilobytesOfGigabit,
            writes * (picture + figures["store-kb"]) / KilobytesOfGigabit,
            writes * picture / KilobytesOfGigabit,
            writes);
    }
}
