using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

/// <summary>Primaries die with sessions in the middle of their six seconds.</summary>
public sealed class FailOverTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    [SoakFact] // the whole cluster does the same in every run
    public async Task Sentinel_PrimaryKilledBeforeTheMark_MarkIsOnTheNewOneOnceAndAnyGatewayGoesOn()
    {
        await using var cluster = await SentinelCluster.StartAsync();
        (string, string) service = ("Redis:ServiceName", SentinelCluster.ServiceName);
        await using var host = await GatewayHost.StartWithRedisAsync(cluster.Endpoints, service);
        var (client, hello) = await host.StartAsync();
        await using var _ = client;
        var script = new PhoneScript(client, Interval);
        await script.ShowAsync(TimeSpan.FromSeconds(4));
        await cluster.Primary.KillAsync();
        await script.ShowAsync(TimeSpan.FromSeconds(4));

        Assert.Equal(6, Assert.Single(script.Marks), 0.2);
        await cluster.UntilPrimaryIsAsync(cluster.Replica);
        await using var redis = await cluster.Replica.ConnectAsync();
        await Eventually.TrueAsync(async () => await redis.SessionAsync(hello) is { State.Phone.Marks: 1 }, "the mark is stored");
        await using var other = await GatewayHost.StartWithRedisAsync(cluster.Endpoints, service);
        var (again, welcome) = await other.ResumeAsync(hello);
        await using var __ = again;
        Assert.True(welcome.GetProperty("cheating_detected").GetBoolean());
        Assert.Equal(4009, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Sentinel_PrimariesChangePlaces_NothingIsWrittenToTheOneOfBefore()
    {
        await using var cluster = await SentinelCluster.StartAsync();
        await using var host = await GatewayHost.StartWithRedisAsync(cluster.Endpoints, ("Redis:ServiceName", SentinelCluster.ServiceName));
        var (client, hello) = await host.StartAsync();
        await using var _ = client;
        await cluster.FailOverAsync();
        await cluster.UntilPrimaryIsAsync(cluster.Replica);
        var script = new PhoneScript(client, Interval);
        await script.ShowAsync(TimeSpan.FromSeconds(7));

        Assert.Single(script.Marks);
        await using var redis = await cluster.Replica.ConnectAsync();
        await Eventually.TrueAsync(async () => await redis.SessionAsync(hello) is { State.Phone.Marks: 1 }, "the mark is stored");
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_redis_writes_pending") == 0, "nothing waits");
    }

    [Fact]
    public async Task Sentinel_Mark_WaitsForTheReplica()
    {
        await using var cluster = await SentinelCluster.StartAsync();
        await using var host = await GatewayHost.StartWithRedisAsync(cluster.Endpoints, ("Redis:ServiceName", SentinelCluster.ServiceName), ("Verdicts:Hold", "00:00:01"));
        var (client, hello) = await host.StartAsync();
        await using var _ = client;
        await new PhoneScript(client, Interval).ShowAsync(TimeSpan.FromSeconds(1.5));

        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_redis_calls_total{operation=\"wait\",outcome=\"ok\"}") == 2, "a replica was waited for, with the mark and with its incident");
        Assert.Equal(0, await host.MetricAsync("proctoring_redis_unreplicated_total"));
        await using var replica = await cluster.Replica.ConnectAsync();
        Assert.Equal(1, (await replica.SessionAsync(hello))!.State.Phone.Marks);

        await cluster.Replica.PauseAsync();
        await new PhoneScript(client, Interval).ShowAsync(TimeSpan.FromSeconds(1));
        await Task.Delay(1200); // the episode ends
        await new PhoneScript(client, Interval).ShowAsync(TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_redis_unreplicated_total") > 0, "a replica that is silent holds nothing up, and is counted");
    }

    [SoakFact] // the whole cluster does the same in every run
    public async Task Cluster_PrimaryKilledBeforeTheMark_MarkIsStoredOnceAndAnyGatewayGoesOn()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var host = await GatewayHost.StartWithRedisAsync(cluster.Endpoints);
        var (client, hello) = await host.StartAsync();
        await using var _ = client;
        var script = new PhoneScript(client, Interval);
        await script.ShowAsync(TimeSpan.FromSeconds(4));
        var primary = await cluster.PrimaryOfAsync(RedisRecords.KeyOf(hello));
        await primary.KillAsync();
        await script.ShowAsync(TimeSpan.FromSeconds(4));

        Assert.Equal(6, Assert.Single(script.Marks), 0.2);
        await Eventually.TrueAsync(async () => await cluster.PrimaryOfAsync(RedisRecords.KeyOf(hello)) != primary, "the replica has the slot");
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_redis_writes_pending") == 0, "what waits is stored");
        await using var redis = await (await cluster.PrimaryOfAsync(RedisRecords.KeyOf(hello))).ConnectAsync();
        Assert.Equal(1, (await redis.SessionAsync(hello))!.State.Phone.Marks);
        await using var other = await GatewayHost.StartWithRedisAsync(cluster.Endpoints);
        var (again, welcome) = await other.ResumeAsync(hello);
        await using var __ = again;
        Assert.True(welcome.GetProperty("cheating_detected").GetBoolean());
        Assert.Equal(4009, await client.CloseCodeAsync());
    }
}
