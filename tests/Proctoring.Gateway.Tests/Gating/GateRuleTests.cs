using Proctoring.Gateway.Gating;

namespace Proctoring.Gateway.Tests.Gating;

public sealed class GateRuleTests
{
    private const float PhoneScore = 0.35f;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly GatingOptions Options = new() { Enabled = true };
    private static readonly Thumbnail Gray = Flat(100);

    [Fact]
    public void Decide_NothingAnalysedYet_IsFirst() => Assert.Equal(GateReason.First, GateRule.Decide(GateState.Start, View(Start), Options));

    [Fact]
    public void Decide_Unchanged_StandsOverUntilTheNextFrameWouldComeTooLate()
    {
        var state = Learn(GateState.Start, Start, GateReason.First);
        Assert.Equal(GateReason.StandsOver, GateRule.Decide(state, View(Start + Pace), Options));
        Assert.Equal(GateReason.StandsOver, GateRule.Decide(state, View(Start + (2 * Pace)), Options));
        Assert.Equal(GateReason.Due, GateRule.Decide(state, View(Start + (3 * Pace)), Options));
    }

    [Fact]
    public void Decide_SlowFrames_AreAllAnalysed()
    {
        var state = Learn(GateState.Start, Start, GateReason.First);
        var at = Start + TimeSpan.FromSeconds(0.6);
        Assert.Equal(GateReason.Due, GateRule.Decide(state, View(at) with { SinceFrameBefore = TimeSpan.FromSeconds(0.6) }, Options));
    }

    [Fact]
    public void Decide_ACellDiffers_IsChanged()
    {
        var state = Learn(GateState.Start, Start, GateReason.First);
        Assert.Equal(GateReason.Changed, GateRule.Decide(state, View(Start + Pace) with { Thumbnail = Flat(100, spot: 120) }, Options));
    }

    [Theory]
    [InlineData(0.19f, GateReason.StandsOver)]
    [InlineData(0.2f, GateReason.Phone)]
    [InlineData(0.6f, GateReason.Phone)]
    internal void Decide_SomethingLikeAPhone_IsLookedAtAgain(float score, GateReason expected) =>
        Assert.Equal(expected, GateRule.Decide(Learn(GateState.Start, Start, GateReason.First, score), View(Start + Pace), Options));

    [Fact]
    public void Decide_StreakRuns_IsPhone() =>
        Assert.Equal(GateReason.Phone, GateRule.Decide(Learn(GateState.Start, Start, GateReason.First), View(Start + Pace) with { IsPhoneInView = true }, Options));

    [Fact]
    public void Decide_AnalysisUnderWay_IsBusy() =>
        Assert.Equal(GateReason.Busy, GateRule.Decide(Learn(GateState.Start, Start, GateReason.First), View(Start + Pace) with { IsBusy = true }, Options));

    [Fact]
    public void Decide_NoThumbnail_IsUnreadable()
    {
        Assert.Equal(GateReason.Unreadable, GateRule.Decide(Learn(GateState.Start, Start, GateReason.First), View(Start + Pace) with { Thumbnail = null }, Options));
        var blind = GateRule.Learn(GateState.Start, new GateFinding(null, Start, 0, GateReason.First), PhoneScore, Options);
        Assert.Equal(GateReason.Unreadable, GateRule.Decide(blind, View(Start + Pace), Options));
    }

    [Theory]
    [InlineData(0.019, GateReason.Random)]
    [InlineData(0.02, GateReason.StandsOver)]
    internal void Decide_Sample_IsAnalysed(double chance, GateReason expected) =>
        Assert.Equal(expected, GateRule.Decide(Learn(GateState.Start, Start, GateReason.First), View(Start + Pace) with { Chance = chance }, Options));

    [Fact]
    public void Learn_PhoneWhereNothingHadChanged_DistrustsTwiceAsLongEachTime()
    {
        var state = Learn(GateState.Start, Start, GateReason.First);
        var once = Learn(state, Start, GateReason.Due, 0.6f);
        Assert.Equal(Start + TimeSpan.FromSeconds(15), once.DistrustUntil);
        var calm = Learn(once, Start + Pace, GateReason.Changed);
        Assert.Equal(GateReason.Distrust, GateRule.Decide(calm, View(Start + (2 * Pace)), Options));
        Assert.Equal(GateReason.StandsOver, GateRule.Decide(Learn(calm, Start + TimeSpan.FromSeconds(15), GateReason.Due), View(Start + TimeSpan.FromSeconds(15) + Pace), Options));
        var twice = Learn(calm, Start, GateReason.Random, 0.6f);
        Assert.Equal(Start + TimeSpan.FromSeconds(30), twice.DistrustUntil);
        var often = Enumerable.Range(0, 50).Aggregate(twice, (next, _) => Learn(next, Start, GateReason.Due, 0.6f));
        Assert.Equal(Start + TimeSpan.FromMinutes(10), often.DistrustUntil);
    }

    [Theory]
    [InlineData(GateReason.Changed, 0.6f)]
    [InlineData(GateReason.Phone, 0.6f)]
    [InlineData(GateReason.Due, 0.34f)]
    internal void Learn_PhoneThatTheGateLetThrough_IsNoMiss(GateReason reason, float score) =>
        Assert.Equal(0, Learn(Learn(GateState.Start, Start, GateReason.First), Start + Pace, reason, score).Misses);

    private static GateState Learn(GateState state, DateTimeOffset at, GateReason reason, float score = 0) =>
        GateRule.Learn(state, new GateFinding(Gray, at, score, reason), PhoneScore, Options);

    private static GateView View(DateTimeOffset at) => new(Gray, at, Pace, IsPhoneInView: false, IsBusy: false, Chance: 0.5);

    private static Thumbnail Flat(byte brightness, byte? spot = null)
    {
        var luma = Enumerable.Repeat(brightness, 80 * 60).ToArray();
        if (spot is { } bright)
        {
            for (var i = 0; i < 8 * 80; i++) luma[i] = i % 80 < 8 ? bright : luma[i];
        }
        return Thumbnail.Of(luma, 80, 60)!;
    }
}
