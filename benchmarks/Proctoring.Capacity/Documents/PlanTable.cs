using System.Text;
using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Planning;

namespace Proctoring.Capacity.Documents;

/// <summary>A scale's plan: a line a quantity, a column a way, and what each line was worked out from.</summary>
internal static class PlanTable
{
    private static readonly (string Name, Func<Plan, double> Value, string From)[] Lines =
    [
        ("frames a second", plan => plan.Demand.Frames, "Page:Interval, quiet-share, pace-fewer"),
        ("model runs a second", plan => plan.Demand.Analyses, "the same, gate-saves, gate-pace-saves"),
        ("gateway pods", plan => plan.GatewayPods, "candidatesPerPod, zones"),
        ("gateway cores at work", plan => plan.GatewayCores, "gateway-cpu-…, gate-look-us; no pictures"),
        ("gateway memory, GB", plan => plan.GatewayMemory, "socket-kb, gateway-base-mb, three frames a socket"),
        ("inference pods of 4 cores", plan => plan.CpuPods, "ort-frames, pod-share, cpuPercent, zones"),
        ("or in 8 bits", plan => plan.Int8Pods, "the same, int8-times"),
        ("or with OpenVINO", plan => plan.OpenVinoPods, "the same, openvino-times"),
        ("or GPUs", plan => plan.GpuPods, "**gpu-frames, assumed**; cpuPercent, zones"),
        ("from candidates, Gbit/s", plan => plan.Inline.FromCandidates, "frame-kb"),
        ("to candidates, Gbit/s: Inline", plan => plan.Inline.ToCandidates, "frame-kb, picture-share, verdict-kb"),
        ("to candidates, Gbit/s: Url", plan => plan.Url.ToCandidates, "verdict-kb"),
        ("from the CDN, Gbit/s: Url", plan => plan.Url.Cdn, "frame-kb, picture-share, Delivery:Interval"),
        ("gateways and pods, Gbit/s: Inline", plan => plan.Inline.Pods, "frame-kb, picture-share, ask-kb, answer-kb"),
        ("gateways and pods, Gbit/s: Url", plan => plan.Url.Pods, "the same, Delivery:Interval"),
        ("25 Gbit/s cards of gateways: Inline", plan => plan.NicsInline, "nic-usable, zones"),
        ("25 Gbit/s cards of gateways: Url", plan => plan.NicsUrl, "nic-usable, zones"),
        ("connections at the load balancer", plan => plan.Way.Candidates, "one a candidate"),
        ("Redis calls a second, all coming", plan => plan.Redis.WhileComing, "redis-connect-calls, come-within-s"),
        ("Redis calls a second, in the exam", plan => plan.Redis.InExam, "redis-phone-calls, phone-share"),
        ("Redis calls a second, a zone's coming back", plan => plan.Redis.AfterZone, "redis-connect-calls, Page:ReconnectMaxDelay, zones"),
        ("Redis MB a second, at most", plan => plan.Redis.Megabytes, "redis-connect-bytes, redis-phone-bytes, redis-frame-bytes"),
        ("Redis memory, GB", plan => plan.Redis.Gigabytes, "session-kb"),
        ("Redis shards", plan => plan.Redis.Shards, "**redis-calls-shard, assumed**"),
        ("writes to the store a second: Url", plan => plan.Url.StoreWrites, "Delivery:Interval, stored-share"),
        ("kept in the store, GB: Url", plan => plan.StoredGigabytes, "Delivery:KeepFor, frame-kb, picture-share"),
        ("an hour: Inline, GPUs, $", plan => plan.CostInline.All, "prices, all examples"),
        ("an hour: Url, GPUs, $", plan => plan.CostUrl.All, "the same"),
        ("an hour: Inline, cores alone, $", plan => plan.CostOnCores.All, "the same"),
        ("a candidate-hour: Inline, GPUs, $", plan => plan.CostInline.All / plan.Way.Candidates, "the same"),
        ("a candidate-hour: Url, GPUs, $", plan => plan.CostUrl.All / plan.Way.Candidates, "the same"),
    ];

    public static void Write(StringBuilder text, int candidates, FigureBook figures, Settings settings, PriceList prices)
    {
        var plans = Way.Of(candidates).Select(way => Plan.Of(way, figures, settings, prices)).ToList();
        text.Append($"\n### {Numbers.Scale(candidates)} candidates\n\n| | {string.Join(" | ", plans.Select(plan => plan.Way.Name))} | from |\n|{string.Concat(Enumerable.Repeat(" --- |", plans.Count + 2))}\n");
        foreach (var (name, value, from) in Lines) text.Append($"| {name} | {string.Join(" | ", plans.Select(plan => Numbers.Text(value(plan))))} | {from} |\n");
    }
}
