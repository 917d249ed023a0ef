using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Planning;

namespace Proctoring.Capacity.Simulation;

/// <summary>The exams that are simulated.</summary>
internal static class Scenarios
{
    public const string Ready = "all come, pods ready", NotReady = "all come, pods not ready", Zone = "a zone dies", ZoneLate = "a zone dies, the edge notices after 50 s", ZonePatient = "a zone dies, the page notices after 15 s";
    public const string Edge = "the edge restarts", Dense = "the edge restarts, 4,000 sockets a gateway", DenseMended = "the same, 100 attempts", DenseWider = "the same, 800 new sockets a second";
    public const string Rollout = "gateways are rolled out", RolloutMended = "gateways are rolled out, 5 % at a time";

    /// <summary>Sockets a gateway at which the edge restarts, for how many give up.</summary>
    public static readonly int[] Densities = [250, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 6_000, 8_000, 10_000];

    private const int DenseSockets = 4_000;

    /// <summary>Every scenario at one scale. Gateways are those of an exam window: candidates ÷ candidatesPerPod, and room for a lost zone.</summary>
    public static IEnumerable<Conditions> Of(int candidates, FigureBook figures, Settings settings)
    {
        var usual = Usual(candidates, figures, settings);
        yield return usual with { Name = Ready, Until = 1800 };
        yield return usual with { Name = NotReady, Gateways = settings.Gateway.Min, Pods = settings.Pool.Min, Until = 1800 };
        var zone = usual with { Name = Zone, Upset = Upset.ZoneDies };
        yield return zone;
        yield return zone with { Name = ZoneLate, EdgeNotices = 50 };
        yield return zone with { Name = ZonePatient, DeadAfter = 15, HelloWithin = 15 };
        var edge = usual with { Name = Edge, Upset = Upset.EdgeRestarts };
        yield return edge;
        if (candidates > DenseSockets)
        {
            var dense = WithSockets(edge, DenseSockets) with { Name = Dense };
            yield return dense;
            yield return dense with { Name = DenseMended, Attempts = 100 };
            yield return dense with { Name = DenseWider, SocketsPerSecond = DenseSockets / 5.0 };
        }
        var rollout = usual with { Name = Rollout, Upset = Upset.Rollout };
        yield return rollout with { Until = RolloutTakes(rollout) };
        var quicker = rollout with { Name = RolloutMended, Surge = rollout.Gateways / 20 };
        if (quicker.Surge > rollout.Surge) yield return quicker with { Until = RolloutTakes(quicker) };
    }

    /// <summary>The edge restarts over gateways with so many sockets each, all gateways alike.</summary>
    public static Conditions AtDensity(int sockets, int candidates, FigureBook figures, Settings settings) =>
        WithSockets(Usual(candidates, figures, settings) with { Name = $"{sockets} sockets a gateway", Upset = Upset.EdgeRestarts }, sockets);

    /// <summary>What the row <c>storm</c> of make bench does to a real gateway.</summary>
    public static Conditions Measured(FigureBook figures, Settings settings) => new()
    {
        Name = "make bench storm",
        Candidates = 800,
        Upset = Upset.EdgeRestarts,
        Until = 420,
        Zones = 1,
        Gateways = 1,
        MostGateways = 1,
        SocketsPerSecond = 40,
        SocketBurst = 40,
        Attempts = settings.Attempts,
        LongestDelay = settings.LongestDelay,
        ButtonAfter = 5,
        FirstVerdict = figures["storm-served-ms"] / 1000,
        PodRate = 1e6,
        Analyses = 1 / settings.Interval,
    };

    /// <summary>What StormTests do to two real gateways: a thousand at once, who come again when they were told to.</summary>
    public static Conditions StormTest() => new()
    {
        Name = "StormTests",
        Candidates = 1_000,
        Retry = Retry.RetryAfter,
        Upset = Upset.EdgeRestarts,
        Until = 360,
        Zones = 1,
        Gateways = 2,
        MostGateways = 2,
        SocketsPerSecond = 100,
        SocketBurst = 100,
        PodRate = 1e6,
    };

    private static Conditions WithSockets(Conditions edge, int sockets) => edge with
    {
        Gateways = Math.Max(1, (int)Math.Round((double)edge.Candidates / sockets)),
        MostGateways = Math.Max(1, (int)Math.Round((double)edge.Candidates / sockets)),
        ComeWithin = 290, // everybody is there before the edge restarts
        CpuLimit = 100,
    };

    private static double RolloutTakes(Conditions rollout) => rollout.UpsetAt + Math.Ceiling(Math.Ceiling((double)rollout.Gateways / rollout.Surge) * rollout.GatewayStart) + 60;

    private static Conditions Usual(int candidates, FigureBook figures, Settings settings)
    {
        var way = new Way(candidates, Gate: true, Pace: false);
        var demand = Demand.Of(way, figures, settings);
        var fit = SocketFit.Of(figures);
        var zones = figures["zones"] / (figures["zones"] - 1);
        var (gateways, pods) = ((int)Math.Ceiling(zones * candidates / settings.Gateway.CandidatesPerPod), (int)Math.Ceiling(zones * demand.Analyses / (figures["gpu-frames"] * settings.Pool.CpuTarget)));
        return new Conditions
        {
            Name = "",
            Candidates = candidates,
            Zones = (int)figures["zones"],
            ComeWithin = figures["come-within-s"],
            Attempts = settings.Attempts,
            LongestDelay = settings.LongestDelay,
            DeadAfter = settings.DeadAfter,
            HelloWithin = settings.HelloWithin,
            ButtonAfter = figures["button-s"],
            Tolerance = settings.BlindTolerance,
            FirstVerdict = figures["first-verdict-s"],
            Gateways = Math.Max(settings.Gateway.Min, gateways),
            MostGateways = Math.Max(settings.Gateway.Min, 2 * gateways),
            SocketsPerSecond = settings.SocketsPerSecond,
            SocketBurst = settings.SocketBurst,
            MaxSockets = settings.MaxSockets,
            CpuRequest = settings.Gateway.Request,
            CpuLimit = settings.Gateway.Limit,
            CpuTarget = settings.Gateway.CpuTarget,
            CpuOfGateway = Math.Max(0, fit.Base) / 1000,
            CpuOfCandidate = fit.Slope / 1000,
            CpuOfConnection = figures["connect-cpu-ms"] / 1000,
            PreStop = settings.Gateway.PreStop,
            Surge = settings.Gateway.Surge,
            Analyses = demand.Analyses / candidates,
            PodRate = figures["gpu-frames"],
            Pods = Math.Max(settings.Pool.Min, pods),
            MostPods = Math.Max(settings.Pool.Min, 2 * pods),
            PodTarget = settings.Pool.CpuTarget,
            GatewayStart = figures["gateway-start-s"],
            PodStart = figures["pod-start-s"],
            NodeStart = figures["node-start-s"],
            PodNodeStart = figures["gpu-node-start-s"],
            Spare = figures["spare-share"],
            EdgeNotices = figures["edge-notices-s"],
            Evicted = figures["evicted-s"],
        };
    }
}
