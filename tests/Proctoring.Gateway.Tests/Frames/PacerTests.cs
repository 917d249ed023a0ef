using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Tests.Frames;

public sealed class PacerTests
{
    private static readonly PaceLimits Limits = new(
        TimeSpan.FromMilliseconds(300), 640, TimeSpan.FromMilliseconds(480), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(333));

    private readonly List<Pace> _paces = [];
    private Pacer _pacer;
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Observe_NothingSuperseded_SaysNothing()
    {
        Verdicts(1000, superseded: 0);

        Assert.Empty(_paces);
    }

    [Fact]
    public void Observe_EveryOtherFrameSuperseded_SlowsDownStepByStepToTheSlowest()
    {
        Verdicts(100, superseded: 1);

        Assert.Equal([450, 600, 600], _paces.Select(p => p.Interval.TotalMilliseconds));
        Assert.Equal([640, 480, 320], _paces.Select(p => p.Width));
        Assert.All(_paces, p => Assert.Equal(PaceReason.Load, p.Reason));
    }

    [Fact]
    public void Observe_CalmAgain_SpeedsUpLateAndOneStepAtATime()
    {
        Verdicts(20, superseded: 1);
        _paces.Clear();
        Verdicts(39, superseded: 0);
        Assert.Empty(_paces);

        Verdicts(41, superseded: 0);
        Assert.Equal([450, 300], _paces.Select(p => p.Interval.TotalMilliseconds));
        Assert.Equal(PaceReason.Normal, _paces[^1].Reason);
    }

    [Fact]
    public void Refuse_EveryFrame_SlowsDownWithoutAnyVerdict()
    {
        Refusals(10);

        Assert.Equal(450, Assert.Single(_paces).Interval.TotalMilliseconds);
    }

    [Fact]
    public void Refuse_ThenCalm_SpeedsUpAgain()
    {
        Refusals(10);
        Verdicts(40, superseded: 0);

        Assert.Equal([PaceReason.Load, PaceReason.Normal], _paces.Select(p => p.Reason));
    }

    [Fact]
    public void Refuse_OneInTwenty_ChangesNothing()
    {
        for (var i = 0; i < 50; i++)
        {
            Refusals(1);
            Verdicts(19, superseded: 0);
        }

        Assert.Empty(_paces);
    }

    [Fact]
    public void Observe_AnyStep_StaysBelowTheSecondThatWouldBeBlind()
    {
        Verdicts(1000, superseded: 5);

        Assert.All(_paces, p => Assert.True(p.Interval < TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Observe_NothingChangesForLong_SlowsDownOnce()
    {
        Verdicts(17, hasChanged: false);
        Assert.Empty(_paces); // 4.8 s

        Verdicts(100, hasChanged: false);
        Assert.Equal(new Pace(Limits.QuietInterval, 640, PaceReason.Quiet), Assert.Single(_paces));
    }

    [Fact]
    public void Observe_SomethingChanges_SpeedsUpAtOnce()
    {
        Verdicts(20, hasChanged: false);
        Verdicts(1, hasChanged: true);
        Assert.Equal([PaceReason.Quiet, PaceReason.Normal], _paces.Select(p => p.Reason));

        Verdicts(17, hasChanged: false);
        Assert.Equal(2, _paces.Count);
    }

    [Fact]
    public void Observe_NobodyCompares_IsNeverQuiet()
    {
        Verdicts(100);

        Assert.Empty(_paces);
    }

    [Fact]
    public void Observe_PhoneInQuestionUnderLoad_IsAskedForAsOftenAsThePhoneNeeds()
    {
        Verdicts(30, superseded: 1);
        Verdicts(1, superseded: 1, isPhoneInQuestion: true);
        Assert.Equal(new Pace(Limits.PhoneInterval, 320, PaceReason.Load), _paces[^1]);

        Verdicts(1, superseded: 1);
        Assert.Equal(600, _paces[^1].Interval.TotalMilliseconds);
    }

    [Fact]
    public void Observe_UsualIntervalTooLongForAPhone_IsShorterWhileOneIsInQuestion()
    {
        var slow = Limits with { Interval = TimeSpan.FromMilliseconds(800) };
        Verdicts(1, isPhoneInQuestion: true, limits: slow);
        Verdicts(1, limits: slow);

        Assert.Equal([new Pace(Limits.PhoneInterval, 640, PaceReason.Phone), new Pace(slow.Interval, 640, PaceReason.Normal)], _paces);
    }

    [Fact]
    public void Observe_QuietIntervalShorterThanTheUsual_ChangesNothing()
    {
        Verdicts(100, hasChanged: false, limits: Limits with { QuietInterval = TimeSpan.Zero });

        Assert.Empty(_paces);
    }

    private void Refusals(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _pacer = _pacer.Refuse(Limits, out var pace);
            if (pace is { } changed) _paces.Add(changed);
        }
    }

    private void Verdicts(int count, long superseded = 0, bool? hasChanged = null, bool isPhoneInQuestion = false, PaceLimits? limits = null)
    {
        for (var i = 0; i < count; i++)
        {
            _now += Limits.Interval;
            _pacer = _pacer.Observe(new PaceView(_now, superseded, hasChanged, isPhoneInQuestion), limits ?? Limits, out var pace);
            if (pace is { } changed) _paces.Add(changed);
        }
    }
}
