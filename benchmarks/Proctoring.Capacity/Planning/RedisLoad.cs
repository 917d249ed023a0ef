using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Planning;

/// <summary>What Redis has to bear.</summary>
/// <param name="WhileComing">Calls a second while everybody comes.</param>
/// <param name="InExam">Calls a second in the exam: those with a phone in view; all others cost nothing.</param>
/// <param name="AfterZone">Calls a second while the candidates of a lost zone come back.</param>
/// <param name="Megabytes">A second, at the most calls.</param>
/// <param name="Gigabytes">Sessions kept.</param>
/// <param name="Shards">Primaries of a cluster.</param>
internal sealed record RedisLoad(double WhileComing, double InExam, double AfterZone, double Megabytes, double Gigabytes, double Shards)
{
    private const double Most = 0.5; // of what a shard can do: the other half is for its snapshot, its replica and a bad moment

    public static RedisLoad Of(Way way, Demand demand, FigureBook figures, Settings settings)
    {
        var phones = way.Candidates * figures["phone-share"];
        var coming = way.Candidates / figures["come-within-s"];
        var back = way.Candidates / figures["zones"] / settings.LongestDelay; // the page's delays spread them evenly
        var inExam = phones * figures["redis-phone-calls"];
        var (whileComing, afterZone) = (inExam + coming * figures["redis-connect-calls"], inExam + back * figures["redis-connect-calls"]);
        var bytes = demand.Frames * figures["redis-frame-bytes"] + phones * figures["redis-phone-bytes"] + Math.Max(coming, back) * figures["redis-connect-bytes"];
        var gigabytes = way.Candidates * figures["session-kb"] / 1e6;
        return new RedisLoad(whileComing, inExam, afterZone, bytes / 1e6, gigabytes, Math.Ceiling(Math.Max(whileComing, afterZone) / (figures["redis-calls-shard"] * Most)));
    }
}
