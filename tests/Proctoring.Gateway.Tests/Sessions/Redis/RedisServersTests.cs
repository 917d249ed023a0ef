using Proctoring.Testing.Redis;
using Proctoring.Testing.Tls;
using StackExchange.Redis;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

/// <summary>The servers that other tests lean on do what those tests take for granted.</summary>
public sealed class RedisServersTests
{
    [Fact]
    public async Task Kill_ServerThatAppends_ComesBackWithItsData()
    {
        await using var server = await RedisServer.StartAsync("appendonly yes", "appendfsync always");
        await using (var connection = await server.ConnectAsync()) await connection.GetDatabase().StringSetAsync("key", "value");
        await server.KillAsync();
        await server.RestartAsync();

        await using var again = await server.ConnectAsync();
        Assert.Equal("value", await again.GetDatabase().StringGetAsync("key"));
    }

    [Fact]
    public async Task Pause_Server_AnswersWhenItGoesOn()
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = await server.ConnectAsync();
        await server.PauseAsync();
        var asked = connection.GetDatabase().PingAsync();
        Assert.NotSame(asked, await Task.WhenAny(asked, Task.Delay(300)));
        await server.ContinueAsync();
        await asked;
    }

    [Fact]
    public async Task Tls_ClientsAreAsked_ServesThemWithACertificate()
    {
        using var authority = new TestAuthority();
        await using var server = await RedisServer.StartAsync(new RedisTls(authority, AsksClients: true), "requirepass secret");
        await using var connection = await server.ConnectAsync(password: "secret");
        await connection.GetDatabase().PingAsync();
    }

    [Fact]
    public async Task Sentinels_PrimaryKilled_MakeTheReplicaThePrimary()
    {
        await using var cluster = await SentinelCluster.StartAsync();
        await cluster.Primary.KillAsync();
        await cluster.UntilPrimaryIsAsync(cluster.Replica);
    }

    [Fact]
    public async Task Cluster_PrimaryKilled_ItsReplicaTakesItsSlots()
    {
        await using var cluster = await RedisCluster.StartAsync();
        var primary = await cluster.PrimaryOfAsync("key");
        await primary.KillAsync();
        await Proctoring.Testing.Eventually.TrueAsync(async () => await cluster.PrimaryOfAsync("key") != primary, "the replica has the slot");
        await cluster.UntilHealthyAsync();
    }
}
