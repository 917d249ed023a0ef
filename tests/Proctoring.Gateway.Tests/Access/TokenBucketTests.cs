using Proctoring.Gateway.Access;

namespace Proctoring.Gateway.Tests.Access;

public sealed class TokenBucketTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void TryTake_BurstThenOneMore_RefusesTheOneMore()
    {
        var bucket = TokenBucket.Full(5, Start);
        for (var i = 0; i < 5; i++) Assert.True(bucket.TryTake(10, 5, Start, out bucket));

        Assert.False(bucket.TryTake(10, 5, Start, out bucket));
        Assert.True(bucket.TryTake(10, 5, Start.AddMilliseconds(100), out _));
    }

    [Fact]
    public void TryTake_AtTheRateForever_IsNeverRefused()
    {
        var bucket = TokenBucket.Full(1, Start);
        for (var i = 0; i < 1000; i++) Assert.True(bucket.TryTake(10, 1, Start.AddMilliseconds(100 * i), out bucket));
    }

    [Fact]
    public void TryTake_ClockStandsOrGoesBack_AddsNothing()
    {
        var bucket = TokenBucket.Full(1, Start);
        Assert.True(bucket.TryTake(10, 1, Start, out bucket));

        Assert.False(bucket.TryTake(10, 1, Start.AddSeconds(-5), out bucket));
    }
}
