using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Planning;

/// <summary>Money an hour of the exam, at the prices of the list, by what it is for.</summary>
internal sealed record Cost(double Gateways, double Inference, double Redis, double Balancer, double Egress, double Store)
{
    public static readonly Cost None = new(0, 0, 0, 0, 0, 0);

    private const double GigabytesOfGigabitHour = 450;

    public double All => Gateways + Inference + Redis + Balancer + Egress + Store;

    /// <param name="onCores">Inference on processor cores rather than GPUs.</param>
    public static Cost Of(Plan plan, Pictures pictures, bool onCores, Settings settings, PriceList prices)
    {
        var traffic = pictures == Pictures.Inline ? plan.Inline : plan.Url;
        // Whichever is more: what the pods ask their nodes for, or what they use with a zone lost.
        var cores = Math.Max(plan.GatewayPods * settings.Gateway.Request, plan.ZoneFactor * plan.GatewayCores / settings.Gateway.CpuTarget);
        return new Cost(
            cores * prices["core-hour"] + plan.GatewayMemory * plan.ZoneFactor * prices["memory-gb-hour"],
            onCores ? plan.CpuPods * settings.Pool.Cores * prices["core-hour"] : plan.GpuPods * prices["gpu-hour"],
            plan.Redis.Shards * 2 * prices["redis-node-hour"], // each with a replica
            plan.Way.Candidates / 1000.0 * prices["balancer-1000-sockets-hour"] + (traffic.FromCandidates + traffic.ToCandidates) * GigabytesOfGigabitHour * prices["balancer-gb"],
            traffic.ToCandidates * GigabytesOfGigabitHour * prices["egress-gb"] + traffic.Cdn * GigabytesOfGigabitHour * prices["cdn-gb"],
            traffic.StoreWrites * 3600 / 1e6 * prices["store-million-writes"] + (pictures == Pictures.Url ? plan.StoredGigabytes / 730 * prices["store-gb-month"] : 0));
    }
}
