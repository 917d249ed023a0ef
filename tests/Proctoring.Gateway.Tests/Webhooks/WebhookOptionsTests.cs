using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Webhooks;

/// <summary>What a gateway refuses to start with.</summary>
public sealed class WebhookOptionsTests : IDisposable
{
    private readonly string _secret = Path.GetTempFileName();

    public WebhookOptionsTests() => File.WriteAllText(_secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    public void Dispose() => File.Delete(_secret);

    [Theory]
    [InlineData("Url", "http://lms.example.org/", "must be an https address")]
    [InlineData("Url", "https://me:secret@lms.example.org/", "must be an https address")]
    [InlineData("Url", "lms", "must be an https address")]
    [InlineData("Name", "the LMS", "is no name of a target")]
    [InlineData("SecretFile", "/nowhere", "There is no file '/nowhere'")]
    public async Task Start_BadTarget_IsNamed(string member, string value, string expected)
    {
        Dictionary<string, string> target = new() { ["Name"] = "lms", ["Url"] = "https://lms.example.org/", ["SecretFile"] = _secret };
        target[member] = value;

        var error = await Assert.ThrowsAnyAsync<Exception>(() => GatewayHost.StartAsync(null, [.. target.Select(one => ($"Webhooks:Targets:0:{one.Key}", one.Value))]));

        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain("me:secret", error.Message);
    }

    [Fact]
    public async Task Start_NetworkThatIsNone_IsNamed()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => GatewayHost.StartAsync(null, ("Webhooks:AllowedNetworks:0", "10.0.0.0/99")));

        Assert.Contains("'10.0.0.0/99' is no network", error.Message);
    }
}
