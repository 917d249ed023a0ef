using Proctoring.Contracts;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Tests.Verdicts;

public sealed class PhoneRuleTests
{
    private readonly Script _script = new();

    [Fact]
    public void Mark_PhoneInViewThroughout_FallsOnFirstFrameAtSixSeconds()
    {
        _script.Every300(0, 9, phone: true);

        var (seconds, mark) = Assert.Single(_script.Marks);
        Assert.Equal(6.0, seconds, 9);
        Assert.Equal(1, mark.Episode);
        Assert.True(mark.Held >= TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Mark_LastFrameJustBelowSixSeconds_DoesNotFall()
    {
        _script.Every300(0, 5.7, phone: true).Phone(5.999);

        Assert.Empty(_script.Marks);
        Assert.False(_script.Last.CheatingDetected);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.7)]
    [InlineData(1.0)]
    public void Mark_OtherFrameRates_DependsOnTimeOnly(double interval)
    {
        for (var i = 0; i * interval < 8; i++) _script.Phone(i * interval);

        var (seconds, _) = Assert.Single(_script.Marks);
        Assert.InRange(seconds, 6.0 - 1e-6, 6.0 + interval);
    }

    [Fact]
    public void Streak_MissWithinTolerance_GoesOnAndCounts()
    {
        _script.Every300(0, 3, phone: true).Nothing(3.3).Nothing(3.6).Every300(3.9, 6.0, phone: true);

        Assert.Equal(6.0, Assert.Single(_script.Marks).Seconds, 9);
    }

    [Fact]
    public void Streak_MissBeyondTolerance_StartsAnew()
    {
        _script.Every300(0, 3, phone: true).Every300(3.3, 4.2, phone: false).Every300(4.5, 10.2, phone: true);

        Assert.Empty(_script.Marks);
        Assert.Equal(5.7, _script.Last.PhoneHeld.TotalSeconds, 6);
    }

    [Fact]
    public void Mark_FrameWithoutPhone_NeverCarriesIt()
    {
        _script.Every300(0, 5.7, phone: true).Nothing(6.1).Nothing(6.5);

        Assert.Empty(_script.Marks);
        Assert.Equal(5.7, _script.Last.PhoneHeld.TotalSeconds, 6);
    }

    [Fact]
    public void Streak_BlindInterval_IsSuspendedNotCountedAndKeptAsGap()
    {
        _script.Every300(0, 3, phone: true).Every300(13, 16, phone: true);

        Assert.Equal(16.0, Assert.Single(_script.Marks).Seconds, 9);
        var gap = Assert.Single(_script.State.Phone.Gaps);
        Assert.Equal(Script.Start.AddSeconds(3), gap.From);
        Assert.Equal(Script.Start.AddSeconds(13), gap.To);
    }

    [Fact]
    public void Streak_MissRightAfterBlindness_IsForgivenLikeAnyOther()
    {
        _script.Every300(0, 3, phone: true).Nothing(13).Phone(13.3).Every300(13.6, 16, phone: true);

        Assert.Single(_script.Marks);
    }

    [Fact]
    public void Streak_BlindBeyondTolerance_EndsAndAsksForAPerson()
    {
        _script.Every300(0, 3, phone: true).Every300(18.1, 23.8, phone: true);

        Assert.Empty(_script.Marks);
        Assert.Equal(18.1, Assert.Single(_script.BlindWithPhone), 9);
        Assert.Equal(3 + 5.7, _script.Last.PhoneTotal.TotalSeconds, 6);
    }

    [Fact]
    public void Streak_FramesTooFarApartToCount_AskForAPerson()
    {
        for (var i = 0; i < 30; i++) _script.Phone(i * 1.1);

        Assert.Empty(_script.Marks);
        Assert.Single(_script.BlindWithPhone);
    }

    [Fact]
    public void Blindness_NoPhoneInView_LeavesNoTrace()
    {
        _script.Nothing(0).Nothing(60).Phone(61);

        Assert.Empty(_script.BlindWithPhone);
        Assert.Empty(_script.State.Phone.Gaps);
    }

    [Fact]
    public void Mark_SameEpisode_FallsOnce()
    {
        _script.Every300(0, 30, phone: true);

        Assert.Single(_script.Marks);
    }

    [Fact]
    public void Mark_SecondEpisode_FallsAgainWithTheNextNumber()
    {
        _script.Every300(0, 6.3, phone: true).Every300(6.6, 9, phone: false).Every300(9.3, 15.6, phone: true);

        Assert.Equal([1, 2], _script.Marks.Select(m => m.Mark.Episode));
    }

    [Fact]
    public void CheatingDetected_PhoneGoneAfterTheMark_StaysTrue()
    {
        _script.Every300(0, 6, phone: true).Every300(6.3, 60, phone: false);

        Assert.True(_script.Last.CheatingDetected);
        Assert.Equal(TimeSpan.Zero, _script.Last.PhoneHeld);
    }

    [Theory]
    [InlineData(0.35f, true)]
    [InlineData(0.349f, false)]
    public void Positive_ScoreAtThreshold_IsInclusive(float score, bool visible)
    {
        _script.Frame(0, (Labels.CellPhone, score));

        Assert.Equal(visible, _script.Last.PhoneVisible);
    }

    [Fact]
    public void Time_FrameNotAfterTheOneBefore_AddsNothing()
    {
        _script.Phone(1).Phone(1).Phone(0.5);

        Assert.Equal(TimeSpan.Zero, _script.Last.PhoneHeld);
    }

    [Fact]
    public void Gaps_ManyInOneStreak_KeepsTheLatest()
    {
        for (var i = 0; i < PhoneRule.MaxKept + 20; i++) _script.Phone(i * 2);

        Assert.Equal(PhoneRule.MaxKept, _script.State.Phone.Gaps.Length);
        Assert.Equal(Script.Start.AddSeconds(2 * (PhoneRule.MaxKept + 19)), _script.State.Phone.Gaps[^1].To);
    }
}
