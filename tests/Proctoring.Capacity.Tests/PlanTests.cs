using Proctoring.Capacity.Documents;
using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Planning;
using Proctoring.Testing;

namespace Proctoring.Capacity.Tests;

public sealed class PlanTests
{
    private static readonly Settings Settings = Settings.Read(Repository.Root) with { Interval = 0.25 };
    private static readonly PriceList Prices = PriceList.Read(CapacityFiles.Prices);

    // Round numbers, so that results can be worked out by hand.
    private static readonly FigureBook Figures = FigureBook.Read(CapacityFiles.Figures).Setting("quiet-share", 0.5).Setting("gate-saves", 2).Setting("gate-pace-saves", 4).Setting("pace-fewer", 2).Setting("zones", 3)
        .Setting("gpu-frames", 1000).Setting("frame-kb", 10).Setting("verdict-kb", 0.5).Setting("picture-share", 1).Setting("ask-kb", 0).Setting("answer-kb", 0);

    [Theory]
    [InlineData(false, false, 4000, 4000)]
    [InlineData(true, false, 4000, 3000)] // half of the candidates, half of their runs
    [InlineData(false, true, 4000, 4000)] // no pace without the gate
    [InlineData(true, true, 3000, 2500)]
    public void Demand_OfAThousand_IsWhatThoseWhoMoveAndThoseWhoDoNotAskFor(bool gate, bool pace, double frames, double analyses)
    {
        var demand = Demand.Of(new Way(1000, gate, pace), Figures, Settings);

        Assert.Equal((frames, analyses), (demand.Frames, demand.Analyses));
    }

    [Fact]
    public void Traffic_Inline_IsFramesAndPictures()
    {
        var plan = Plan.Of(new Way(1000, false, false), Figures, Settings, Prices);

        Assert.Equal(4000 * 10 / 125_000.0, plan.Inline.FromCandidates, 9);
        Assert.Equal(4000 * 10.5 / 125_000, plan.Inline.ToCandidates, 9);
        Assert.Equal(4000 * 20 / 125_000.0, plan.Inline.Pods, 9);
        Assert.Equal(4000 * 0.5 / 125_000, plan.Url.ToCandidates, 9);
        Assert.Equal(1000, plan.Url.StoreWrites);
        Assert.Equal(1000 * 10 / 125_000.0, plan.Url.Cdn, 9);
    }

    [Fact]
    public void Gpus_HaveRoomForALostZone() =>
        Assert.Equal(Math.Ceiling(1.5 * 4000 / (1000 * Settings.Pool.CpuTarget)), Plan.Of(new Way(1000, false, false), Figures, Settings, Prices).GpuPods);

    [Fact]
    public void Plan_OfAThousandTimesAsMany_TakesAThousandTimesAsMuch()
    {
        var (few, many) = (Plan.Of(new Way(1_000, true, false), Figures, Settings, Prices), Plan.Of(new Way(1_000_000, true, false), Figures, Settings, Prices));

        Assert.Equal(1000, many.Demand.Analyses / few.Demand.Analyses, 6);
        Assert.Equal(1000, many.Inline.ToCandidates / few.Inline.ToCandidates, 6);
        Assert.Equal(1000, many.Redis.AfterZone / few.Redis.AfterZone, 6);
        Assert.InRange(many.GatewayPods, 999 * few.GatewayPods, 1000 * few.GatewayPods);
    }

    [Fact]
    public void Cost_IsTheSumOfItsParts()
    {
        var cost = Plan.Of(new Way(10_000, true, false), Figures, Settings, Prices).CostUrl;

        Assert.Equal(cost.Gateways + cost.Inference + cost.Redis + cost.Balancer + cost.Egress + cost.Store, cost.All, 9);
        Assert.True(cost is { Gateways: > 0, Inference: > 0, Redis: > 0, Balancer: > 0, Egress: > 0, Store: > 0 });
    }

    [Fact]
    public void Fit_OfALine_IsTheLine()
    {
        var fit = SocketFit.Of([(100, 30), (200, 50), (400, 90), (800, 170)]);

        Assert.Equal((0.2, 10, 1, 0), (Math.Round(fit.Slope, 9), Math.Round(fit.Base, 9), Math.Round(fit.R2, 9), Math.Round(fit.Worst, 9)));
    }

    [Fact]
    public void Fit_OfCostThatGrowsFaster_SaysSo() => Assert.True(SocketFit.Of([(100, 10), (200, 40), (400, 160), (800, 640)]) is { R2: < 0.97, Worst: > 0.2 });
}
