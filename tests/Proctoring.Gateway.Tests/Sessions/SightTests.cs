using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Tests.Sessions;

public sealed class SightTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, 0.1, 0.2, "Watched")]
    [InlineData(60, 0.1, 2, "Watched")]
    [InlineData(60, 0.1, 2.1, "Blind")]
    [InlineData(60, 2, 30, "Blind")]
    [InlineData(60, 2.1, 30, "Silent")]
    [InlineData(60, 30, 1, "Watched")] // the verdict of a frame long ago: it will not stay so
    [InlineData(2, 2, 1e6, "Starting")]
    [InlineData(2.1, 2.1, 1e6, "Silent")]
    [InlineData(2.1, 0.1, 1e6, "Blind")]
    public void Of_AgesInSeconds_SaysWhoIsWatchedAndWhoseFaultItIs(double connected, double frame, double verdict, string sight) =>
        Assert.Equal(sight, Sights.Of(Now, Ago(connected), Ago(frame), Ago(verdict)).ToString());

    [Fact]
    public void With_Each_Counts()
    {
        var survey = new Survey().With(Sight.Watched, true).With(Sight.Watched, false).With(Sight.Blind, true).With(Sight.Silent, false).With(Sight.Starting, false);

        Assert.Equal(new Survey(Watched: 2, Blind: 1, Silent: 1, Starting: 1, Slowed: 2), survey);
    }

    private static DateTimeOffset Ago(double seconds) => Now - TimeSpan.FromSeconds(seconds);
}
