using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Analysis.Remote.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Pods;

public sealed class PodHealthTests
{
    private const double NoJitter = 0.5;
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private PodHealth _health = PodHealth.Well;

    private double Weight => _health.Weight(_clock.GetUtcNow());

    [Fact]
    public void Fail_TwiceThenAnAnswer_ForgivesBoth()
    {
        for (var i = 0; i < 10; i++)
        {
            Fail(2);
            Succeed();
        }

        Assert.Equal(1, Weight);
        Assert.Same(PodHealth.Well, _health);
    }

    [Fact]
    public void Fail_ThreeTimesInARow_EjectsForASecond()
    {
        Fail(3);
        Assert.Equal(0, Weight);

        Pass(0.99);
        Assert.Equal(0, Weight);
        Pass(0.02);
        Assert.InRange(Weight, 0.1, 0.11);
    }

    [Fact]
    public void Weight_OnTheWayBack_GrowsFromATenthToTheWholeInTenSeconds()
    {
        Fail(3);
        Pass(1);
        var weights = new List<double>();
        for (var second = 0; second <= 10; second++)
        {
            weights.Add(Math.Round(Weight, 2));
            Succeed();
            Pass(1);
        }

        Assert.Equal([0.1, 0.19, 0.28, 0.37, 0.46, 0.55, 0.64, 0.73, 0.82, 0.91, 1], weights);
        Assert.Same(PodHealth.Well, _health);
    }

    [Fact]
    public void Fail_OnceOnTheWayBack_EjectsForTwiceAsLongEachTimeUpToHalfAMinute()
    {
        Fail(3);
        var durations = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            durations.Add((_health.EjectedUntil - _clock.GetUtcNow()).TotalSeconds);
            Pass(durations[^1]);
            Fail(1);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], durations);
    }

    [Fact]
    public void Fail_LongAfterAnEjection_BeginsAnew()
    {
        Fail(3);
        Pass(12);
        Fail(2);
        Assert.Equal(1, Weight);

        Fail(1);
        Assert.Equal(1, (_health.EjectedUntil - _clock.GetUtcNow()).TotalSeconds);
    }

    [Fact]
    public void AnswersAndFailures_OfCallsSentBeforeTheEjection_ChangeNothing()
    {
        Fail(3);
        var ejected = _health;
        Fail(50);
        Succeed();

        Assert.Same(ejected, _health);
    }

    [Theory]
    [InlineData(0, 0.8)]
    [InlineData(1, 1.2)]
    public void Fail_Jitter_IsAFifthEitherWay(double chance, double seconds)
    {
        for (var i = 0; i < 3; i++) _health = _health.Fail(_clock.GetUtcNow(), chance);

        Assert.Equal(seconds, (_health.EjectedUntil - _clock.GetUtcNow()).TotalSeconds, 3);
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++) _health = _health.Fail(_clock.GetUtcNow(), NoJitter);
    }

    private void Succeed() => _health = _health.Succeed(_clock.GetUtcNow());

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
