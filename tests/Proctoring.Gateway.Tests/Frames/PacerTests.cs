using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Tests.Frames;

public sealed class PacerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private readonly List<Pace> _paces = [];
    private Pacer _pacer;

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
        Assert.All(_paces, p => Assert.Equal("load", p.Reason));
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
        Assert.Equal("normal", _paces[^1].Reason);
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

        Assert.Equal(["load", "normal"], _paces.Select(p => p.Reason));
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

    private void Refusals(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _pacer = _pacer.Refuse(Interval, 640, out var pace);
            if (pace is { } changed) _paces.Add(changed);
        }
    }

    private void Verdicts(int count, long superseded)
    {
        for (var i = 0; i < count; i++)
        {
            _pacer = _pacer.Observe(superseded, Interval, 640, out var pace);
            if (pace is { } changed) _paces.Add(changed);
        }
    }
}
