using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Planning;

/// <summary>What an exam takes. Pods include what is needed when a zone is lost; traffic and calls are the exam's own.</summary>
internal sealed record Plan
{
    public required Way Way { get; init; }
    public required Demand Demand { get; init; }
    public required Traffic Inline { get; init; }
    public required Traffic Url { get; init; }
    public required double ZoneFactor { get; init; }
    public required double GatewayCores { get; init; }
    public required double GatewayPods { get; init; }
    public required double GatewayMemory { get; init; }
    public required double CpuPods { get; init; }
    public required double Int8Pods { get; init; }
    public required double OpenVinoPods { get; init; }
    public required double GpuPods { get; init; }
    public required double NicsInline { get; init; }
    public required double NicsUrl { get; init; }
    public required RedisLoad Redis { get; init; }
    public required double StoredGigabytes { get; init; }
    public required Cost CostInline { get; init; }
    public required Cost CostUrl { get; init; }
    public required Cost CostOnCores { get; init; }

    public static Plan Of(Way way, FigureBook figures, Settings settings, PriceList prices)
    {
        var demand = Demand.Of(way, figures, settings);
        var zones = figures["zones"] / (figures["zones"] - 1);
        var (inline, url) = (Traffic.Of(way, Pictures.Inline, demand, figures, settings), Traffic.Of(way, Pictures.Url, demand, figures, settings));
        var fit = SocketFit.Of(figures);
        var framesOfSocket = demand.Frames / way.Candidates * settings.Interval; // of full rate, at which the slope was measured
        var gateCores = way.Gate ? demand.Frames * figures["gate-look-us"] / 1e6 : 0;
        var pods = Math.Ceiling(zones * way.Candidates / settings.Gateway.CandidatesPerPod);
        var plan = new Plan
        {
            Way = way,
            Demand = demand,
            Inline = inline,
            Url = url,
            ZoneFactor = zones,
            GatewayCores = way.Candidates * fit.Slope * framesOfSocket / 1000 + pods * Math.Max(0, fit.Base) / 1000 + gateCores,
            GatewayPods = pods,
            GatewayMemory = (way.Candidates * (figures["socket-kb"] * 1.024 + 3 * figures["frame-kb"]) / 1000 + pods * figures["gateway-base-mb"]) / 1000,
            CpuPods = CpuPods(1),
            Int8Pods = CpuPods(figures["int8-times"]),
            OpenVinoPods = CpuPods(figures["openvino-times"]),
            GpuPods = Math.Ceiling(zones * demand.Analyses / (figures["gpu-frames"] * settings.Pool.CpuTarget)),
            NicsInline = Nics(inline.OfGateways(Pictures.Inline, figures, demand)),
            NicsUrl = Nics(url.OfGateways(Pictures.Url, figures, demand)),
            Redis = RedisLoad.Of(way, demand, figures, settings),
            StoredGigabytes = url.StoreWrites * settings.PictureKeepFor * figures["frame-kb"] * figures["picture-share"] / 1e6,
            CostInline = Cost.None,
            CostUrl = Cost.None,
            CostOnCores = Cost.None,
        };
        return plan with
        {
            CostInline = Cost.Of(plan, Pictures.Inline, onCores: false, settings, prices),
            CostUrl = Cost.Of(plan, Pictures.Url, onCores: false, settings, prices),
            CostOnCores = Cost.Of(plan, Pictures.Inline, onCores: true, settings, prices),
        };

        double CpuPods(double times) => Math.Ceiling(zones * demand.Analyses / (Rates.OfCpuPod(figures, settings) * times * settings.Pool.CpuTarget));

        double Nics(double gigabits) => Math.Ceiling(zones * gigabits / (25 * figures["nic-usable"]));
    }
}

internal static class Rates
{
    /// <summary>Frames a second of one core with the CPU provider.</summary>
    public static double OfCore(FigureBook figures) => figures["ort-frames"] * figures["pod-share"] / figures["ort-cores"];

    public static double OfCpuPod(FigureBook figures, Settings settings) => OfCore(figures) * settings.Pool.Cores;
}
