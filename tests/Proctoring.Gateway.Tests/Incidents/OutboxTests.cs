using System.Text.Json;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Delivery;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;
using Proctoring.Testing.Stores;

namespace Proctoring.Gateway.Tests.Incidents;

/// <summary>Stores that are away: nothing is lost, and nothing is there twice.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task Mark_WhileRedisIsAway_IsStoredOnceAfterwards()
    {
        await using var redis = await RedisServer.StartAsync("appendonly yes");
        await using var host = await GatewayHost.StartWithRedisAsync(redis.Endpoint, Marking.Quick, ("Redis:Timeout", "00:00:00.3"));
        using var api = new ApiClient(host);
        var (client, hello) = await host.StartAsync();
        await using var _ = client;
        await redis.PauseAsync();

        await client.MarkAsync();
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_incidents_pending") == 1, "the incident waits");
        await Eventually.TrueAsync(() => host.Log.Of(1601).Any(), "somebody is told");
        await redis.ContinueAsync();

        Assert.Equal(hello.Text("session"), Assert.Single(await api.IncidentsAsync(1)).Text("session"));
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_incidents_pending") == 0, "nothing waits");
        await using var connection = await redis.ConnectAsync();
        Assert.Equal(1, await connection.GetDatabase().StreamLengthAsync("proctoring:{incidents}:all"));
    }

    [Fact]
    public async Task Mark_WhoseGatewayCouldNotTellOfIt_IsToldOfByTheNextOne()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var here = await GatewayHost.StartWithRedisAsync(redis.Endpoint, Marking.Quick);
        await using var there = await GatewayHost.StartWithRedisAsync(redis.Endpoint, Marking.Quick);
        using var api = new ApiClient(there);
        var (client, hello) = await here.StartAsync();
        await client.MarkAsync();
        await api.IncidentsAsync(1);
        await client.DisposeAsync();
        await using var connection = await redis.ConnectAsync();
        foreach (var key in connection.GetServers()[0].Keys(pattern: "proctoring:{incidents}*").ToList()) await connection.GetDatabase().KeyDeleteAsync(key); // as if it had been killed in between

        var (again, _) = await there.ResumeAsync(hello);
        await using var __ = again;
        var incident = Assert.Single(await api.IncidentsAsync(1));
        Assert.Equal(($"{hello.Text("session")}-1", "none"), (incident.Text("id"), incident.Text("evidence")));
        Assert.True(incident.GetProperty("phoneSeconds").GetDouble() >= 1);
    }

    [StoreFact]
    public async Task Mark_WhileTheStoreOfPicturesIsAway_IsThereAtOnceAndItsPicturesLater()
    {
        await using var store = await TestStore.StartAsync("azure");
        await using var host = await GatewayHost.StartAsync(null, [Marking.Quick, .. store.Settings(), ("Delivery:AttemptTimeout", "00:00:00.5")]);
        using var api = new ApiClient(host);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        await store.Server!.KillAsync();

        await client.MarkAsync();
        JsonElement[] incidents = [];
        await Eventually.TrueAsync(async () => (incidents = [.. (await api.GetAsync("/api/incidents")).GetProperty("incidents").EnumerateArray()]).Length == 1, "the incident is there");
        Assert.Equal("pending", incidents[0].Text("evidence"));
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_evidence_attempts_failed_total{reason=\"unreachable\"}") > 0, "an attempt has failed");

        await store.Server.RunAsync();
        Assert.Equal("stored", Assert.Single(await api.IncidentsAsync(1)).Text("evidence"));
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_evidence_held_bytes") == 0, "nothing is kept here any more");
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_incidents_pending") == 0, "nothing waits");
    }

    [StoreFact]
    public async Task Marks_MoreThanMayWait_LosePicturesAndNotIncidents()
    {
        await using var store = await TestStore.StartAsync("azure");
        await using var host = await GatewayHost.StartAsync(null, [Marking.Quick, .. store.Settings(), ("Incidents:MaxPending", "1")]);
        using var api = new ApiClient(host);
        await store.Server!.KillAsync();
        var clients = new List<CandidateClient>();
        for (var i = 1; i <= 2; i++)
        {
            clients.Add((await host.StartAsync()).Client);
            await clients[^1].MarkAsync();
            await Eventually.TrueAsync(async () => (await api.GetAsync("/api/incidents")).GetProperty("incidents").GetArrayLength() == i, "the incident is there");
        }

        Assert.True(await host.MetricAsync("proctoring_evidence_pictures_dropped_total{reason=\"toomanypending\"}") > 0);
        Assert.Equal(0, await host.MetricAsync("proctoring_incidents_lost_total"));
        foreach (var client in clients) await client.DisposeAsync();
        await store.Server.RunAsync(); // so that the last one's pictures need not be waited for
    }

    [Fact]
    public async Task Mark_JustBeforeTheProcessStops_IsStored()
    {
        await using var redis = await RedisServer.StartAsync();
        var host = await GatewayHost.StartWithRedisAsync(redis.Endpoint, Marking.Quick);
        var (client, hello) = await host.StartAsync();
        await client.MarkAsync();
        await client.DisposeAsync();
        await host.StopAsync();
        await host.DisposeAsync();

        await using var connection = await redis.ConnectAsync();
        Assert.True(await connection.GetDatabase().HashExistsAsync($"proctoring:{{incidents}}:one:{Incident.IdOf(hello.Text("session"), 1)}", "evidence"));
    }
}
