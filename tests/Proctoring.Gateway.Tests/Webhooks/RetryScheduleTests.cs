using System.Text;
using Proctoring.Gateway.Webhooks;
using Proctoring.Gateway.Webhooks.Sending;

namespace Proctoring.Gateway.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)];

    [Theory]
    [InlineData(1, null, 0.5, 5)]
    [InlineData(1, null, 0, 4)]
    [InlineData(2, null, 0.5, 300)]
    [InlineData(1, 60, 0.5, 60)]
    [InlineData(2, 60, 0.5, 300)] // later is no wish that is not met
    [InlineData(1, 1_000_000, 0.5, 86_400)]
    public void Next_AttemptsLeft_ComesLaterAndLater(int attempts, int? wish, double chance, double expected) =>
        Assert.Equal(expected, RetrySchedule.Next(Delays, attempts, wish is { } seconds ? TimeSpan.FromSeconds(seconds) : null, chance)!.Value.TotalSeconds, 3);

    [Fact]
    public void Next_NoAttemptLeft_IsNever() => Assert.Null(RetrySchedule.Next(Delays, 3, TimeSpan.FromSeconds(1), 0.5));

    // The example of https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    [Fact]
    public void Sign_ExampleOfTheStandard_GivesItsSignature()
    {
        var secret = Assert.Single(WebhookSecret.Parse(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", ""]));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));
    }

    [Theory]
    [InlineData("c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_%%%")]
    [InlineData("")]
    public void Problem_NoSecret_IsSaidWithoutIt(string line)
    {
        var problem = WebhookSecret.Problem([line])!;

        Assert.DoesNotContain(line.Length > 0 ? line : "\0", problem.Replace("whsec_ and", ""));
    }
}
