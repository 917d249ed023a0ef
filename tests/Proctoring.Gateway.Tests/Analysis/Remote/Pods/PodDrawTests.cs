using Proctoring.Gateway.Analysis.Remote.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Pods;

public sealed class PodDrawTests
{
    private const int Draws = 20_000;
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private readonly Random _random = new(7);
    private readonly Pod[] _pods = [new("a"), new("b"), new("c"), new("d")];

    [Fact]
    public void Choose_AllIdle_IsEvenHanded() => Assert.All(Shares(Now), share => Assert.InRange(share, 0.23, 0.27));

    [Fact]
    public void Choose_OneHasMoreCallsThanAllOthers_IsNeverTaken()
    {
        Load(_pods[2], 3);

        Assert.Equal(0, Shares(Now)[2]);
    }

    [Fact]
    public void Choose_TwoPodsOneSlow_GivesItNothingWhileItIsBehind()
    {
        Load(_pods[0], 1);

        Assert.Equal([0, 1], Shares(Now, count: 2));
    }

    [Theory]
    [InlineData(1, 0, true)] // its own older frame alone
    [InlineData(2, 0, false)]
    [InlineData(21, 10, true)]
    [InlineData(22, 10, false)]
    public void Choose_Wanted_IsTakenUnlessItHasMoreThanTwiceAsMuchToDo(int calls, int callsOfOthers, bool isTaken)
    {
        foreach (var pod in _pods) Load(pod, pod == _pods[1] ? calls : callsOfOthers);

        Assert.Equal(isTaken, PodDraw.Choose(_pods, wanted: _pods[1], avoided: null, Now, _random) == _pods[1]);
    }

    [Fact]
    public void Choose_WantedIsGoneOrEjected_TakesAnother()
    {
        Eject(_pods[1]);

        Assert.NotEqual(_pods[1], PodDraw.Choose(_pods, wanted: _pods[1], avoided: null, Now, _random));
        Assert.Contains(PodDraw.Choose(_pods, wanted: new Pod("gone"), avoided: null, Now, _random), _pods);
    }

    [Fact]
    public void Choose_Avoided_IsTakenOnlyWhereThereIsNoOther()
    {
        for (var i = 0; i < 100; i++) Assert.Equal(_pods[1], PodDraw.Choose(_pods.AsSpan(0, 2), wanted: null, avoided: _pods[0], Now, _random));

        Assert.Equal(_pods[0], PodDraw.Choose(_pods.AsSpan(0, 1), wanted: null, avoided: _pods[0], Now, _random));
    }

    [Fact]
    public void Choose_AvoidedButAllOthersAreEjected_TakesOneOfThemRather()
    {
        Eject(_pods[1]);

        Assert.Equal(_pods[1], PodDraw.Choose(_pods.AsSpan(0, 2), wanted: null, avoided: _pods[0], Now, _random));
    }

    [Fact]
    public void Choose_SomeEjected_AreLeftOut()
    {
        Eject(_pods[0]);
        Eject(_pods[3]);
        var shares = Shares(Now);

        Assert.Equal((0, 0), (shares[0], shares[3]));
        Assert.InRange(shares[1], 0.47, 0.53);
    }

    [Fact]
    public void Choose_AllEjected_TakesAllAgain()
    {
        foreach (var pod in _pods) Eject(pod);

        Assert.All(Shares(Now), share => Assert.InRange(share, 0.23, 0.27));
    }

    [Fact]
    public void Choose_OneComesBack_GetsItsShareGradually()
    {
        Eject(_pods[0]);
        double[] seconds = [0.5, 1.5, 3, 6, 11];
        var shares = seconds.Select(second => Shares(Now.AddSeconds(second))[0]).ToArray();

        Assert.Equal(0, shares[0]);
        Assert.InRange(shares[1], 0.02, 0.06); // of a quarter: a tenth and somewhat more
        Assert.Equal(shares.Order(), shares);
        Assert.InRange(shares[4], 0.23, 0.27);
    }

    [Fact]
    public void Choose_OneRests_TakesOthersUntilAllRest()
    {
        _pods[0].Rest(Now.AddSeconds(1));
        Assert.Equal(0, Shares(Now)[0]);
        Assert.InRange(Shares(Now.AddSeconds(1))[0], 0.23, 0.27);

        foreach (var pod in _pods) pod.Rest(Now.AddSeconds(1));
        Assert.All(Shares(Now), share => Assert.InRange(share, 0.23, 0.27));
    }

    private double[] Shares(DateTimeOffset now, int count = 4)
    {
        var taken = new int[count];
        for (var i = 0; i < Draws; i++) taken[Array.IndexOf(_pods, PodDraw.Choose(_pods.AsSpan(0, count), null, null, now, _random))]++;
        return [.. taken.Select(t => t / (double)Draws)];
    }

    private static void Load(Pod pod, int calls)
    {
        for (var i = 0; i < calls; i++) pod.Enter();
    }

    private static void Eject(Pod pod)
    {
        for (var i = 0; i < 3; i++) pod.Report(failed: true, Now, chance: 0.5);
    }
}
