using Microsoft.Extensions.Options;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

public sealed class RedisOptionsTests
{
    [Theory]
    [InlineData("Redis:Endpoints", "redis.example", "'redis.example' is no server such as redis.example:6379.")]
    [InlineData("Redis:Endpoints", "127.0.0.1:6379,10.0.0.1:0", "'10.0.0.1:0' is no server")]
    [InlineData("Redis:Endpoints", "redis.example:70000", "is no server")]
    [InlineData("Redis:PasswordFile", "/nowhere/password", "There is no file '/nowhere/password'.")]
    [InlineData("Redis:CaFile", "/dev/null", "of use with Tls only")]
    [InlineData("Redis:CertificateFile", "/dev/null", "CertificateFile and KeyFile belong together")]
    [InlineData("Redis:KeyPrefix", "{a}", "KeyPrefix")]
    [InlineData("Redis:ReplicaTimeout", "00:00:05", "ReplicaTimeout must be below Timeout")]
    [InlineData("Redis:Timeout", "00:01:00", "Timeout")]
    [InlineData("Sessions:ResumeKeyFile", "/nowhere/key", "There is no file '/nowhere/key'.")]
    [InlineData("Sessions:ResumeKeyFile", "/dev/null", "a key needs at least 32")]
    [InlineData("Access:SocketsPerSecond", "0", "SocketsPerSecond")]
    public async Task Start_BadSetting_IsRefusedAndNamed(string name, string value, string sentence)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(null, (name, value)));

        Assert.Contains(sentence, failure.Message);
    }

    [Fact]
    public async Task ResumeKeyFile_TheSameAtTwoGatewaysWithoutRedis_TokensAreRead()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "a key that is long enough, and of which nobody knows");
        await using var first = await GatewayHost.StartAsync(null, ("Sessions:ResumeKeyFile", file));
        await using var second = await GatewayHost.StartAsync(null, ("Sessions:ResumeKeyFile", file));
        var (client, hello) = await first.StartAsync();
        await client.DisposeAsync();

        Assert.Equal(4010, await ManyGatewaysTests.RefusalAsync(second, hello)); // read, though the session is not here; otherwise 4003
        File.Delete(file);
    }
}
