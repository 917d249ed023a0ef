using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Tests.Sessions;

public sealed class ClockAnchorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void After_NoCorrection_RunsWithTheMonotonicClock() =>
        Assert.Equal(Noon + 10 * Second, new ClockAnchor(Noon, TimeSpan.Zero).After(10 * Second));

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public void Heed_AnotherClockFarOff_NeverJumpsAndRunsAtMostHalfAPercentOff(int secondsOff)
    {
        var anchor = new ClockAnchor(Noon, TimeSpan.Zero).Heed(Second, Noon + Second + secondsOff * Second, TimeSpan.Zero);

        Assert.Equal(Noon + Second, anchor.After(TimeSpan.Zero));
        Assert.Equal(Math.Sign(secondsOff) * 50, (anchor.After(10 * Second) - Noon - 11 * Second).TotalMilliseconds, 6);
    }

    [Fact]
    public void Heed_AgainAndAgain_ArrivesAndStays()
    {
        var anchor = new ClockAnchor(Noon, TimeSpan.Zero);
        for (var i = 1; i <= 400; i++) anchor = anchor.Heed(Second, Noon + i * Second + 1.5 * Second, TimeSpan.Zero);

        Assert.Equal(Noon + 402.5 * Second, anchor.After(Second));
    }

    [Fact]
    public void Heed_SlowReply_CorrectsOnlyWhatTheRoundTripCannotExplain()
    {
        // Asked at 12:00:00, answered at 12:00:10: the server's 12:00:09 may be right to the second.
        var within = new ClockAnchor(Noon, TimeSpan.Zero).Heed(10 * Second, Noon + 9 * Second, 10 * Second);
        var beyond = new ClockAnchor(Noon, TimeSpan.Zero).Heed(10 * Second, Noon + 12 * Second, 10 * Second);

        Assert.Equal(TimeSpan.Zero, within.Correction);
        Assert.Equal(2 * Second, beyond.Correction);
    }

    [Fact]
    public void Clocks_ThirtySecondsApart_AgreeOnceTheyHaveHeardTheSameServer()
    {
        var (early, late) = (new FakeTimeProvider(Noon), new FakeTimeProvider(Noon + 30 * Second));
        var (first, second) = (new SessionClock(early), new SessionClock(late));
        first.Set(Noon);
        second.Set(Noon);
        for (var i = 1; i <= 60; i++)
        {
            early.Advance(Second);
            late.Advance(Second);
            first.Heed(Noon + i * Second, early.GetTimestamp());
            second.Heed(Noon + i * Second, late.GetTimestamp());
        }

        Assert.Equal(first.Now, second.Now);
        Assert.Equal(Noon + 60 * Second, first.Now);
    }
}
