using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Access;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Delivery;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Incidents;

/// <summary>What goes by itself, what stays, and what goes on demand.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task Incident_WhoseTimeIsUp_GoesWithItsPicturesUnlessItIsHeld()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await TestStore.StartAsync("folder");
        await using var host = await GatewayHost.StartAsync(clock, store.Settings());
        using var api = new ApiClient(host);
        for (var i = 0; i < 2; i++)
        {
            var (client, _) = await host.StartAsync();
            await client.MarkAsync(clock, frame => ScriptedFrames.Seeing($"cell phone=0.{5 + (frame % 4)}"));
            await client.DisposeAsync();
        }
        var incidents = await api.IncidentsAsync(2);
        await api.SendAsync(HttpMethod.Put, $"/api/incidents/{incidents[0].Text("id")}/hold", null, HttpStatusCode.OK);
        var before = Evidence(store).Length;
        Assert.Equal(8, before); // three pictures and the boxes, twice

        clock.Advance(TimeSpan.FromDays(29));
        clock.Advance(TimeSpan.FromDays(2));
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_incidents_expired_total") == 1, "one is removed");
        Assert.Equal(incidents[0].Text("id"), Assert.Single(await api.IncidentsAsync(1)).Text("id"));
        Assert.Equal(before / 2, Evidence(store).Length);

        await api.SendAsync(HttpMethod.Delete, $"/api/incidents/{incidents[0].Text("id")}/hold", null, HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(20));
        await Eventually.TrueAsync(() => Evidence(store).Length == 0, "the other follows");
    }

    [Fact]
    public async Task Candidate_Removed_IsNowhereAnyMore()
    {
        using var tokens = new TestTokens();
        await using var redis = await RedisServer.StartAsync();
        await using var store = await TestStore.StartAsync("folder");
        (string, string)[] settings = [tokens.Setting, Marking.Quick, .. store.Settings()];
        await using var here = await GatewayHost.StartWithRedisAsync(redis.Endpoint, settings);
        await using var there = await GatewayHost.StartWithRedisAsync(redis.Endpoint, settings);
        using var lms = new ApiClient(there, tokens.Operator);
        for (var i = 0; i < 2; i++) await lms.PostAsync("/api/sessions", new { candidate = "c-canary", room = "math", ends = DateTimeOffset.UtcNow.AddHours(1) }, HttpStatusCode.Created);
        var (client, _) = await here.StartAsync($$"""{"type":"start","token":"{{tokens.Candidate("c-canary", room: "math")}}"}""");
        await client.MarkAsync();
        var (other, _) = await here.StartAsync($$"""{"type":"start","token":"{{tokens.Candidate("c-other", room: "math")}}"}""");
        await other.MarkAsync();
        await lms.IncidentsAsync(2);

        var removal = await lms.SendAsync(HttpMethod.Delete, "/api/candidates/c-canary", null, HttpStatusCode.OK);
        Assert.True(removal.GetProperty("complete").GetBoolean(), removal.GetRawText());
        Assert.Equal((3, 2, 1), (removal.GetProperty("sessions").GetInt32(), removal.GetProperty("codes").GetInt32(), removal.GetProperty("incidents").GetInt32()));
        Assert.True(removal.GetProperty("objects").GetInt32() >= 2);
        Assert.Equal(4009, await client.CloseCodeAsync());
        await client.DisposeAsync();
        Assert.DoesNotContain("c-canary", await DumpAsync(redis), StringComparison.Ordinal);
        Assert.Equal("c-other", Assert.Single(await lms.IncidentsAsync(1)).Text("candidate"));
        await other.ShowAsync(ScriptedFrames.Nothing);
        await other.DisposeAsync();
        // The framework's own lines with paths are below the level that the programs have.
        var log = here.Log.AtLeast(LogLevel.Information).Concat(there.Log.AtLeast(LogLevel.Information)).Where(line => !line.Contains("/api/candidates/", StringComparison.Ordinal));
        Assert.DoesNotContain("canary", string.Join('\n', log), StringComparison.Ordinal);
    }

    private static string[] Evidence(TestStore store) => Directory.Exists(Path.Combine(store.Folder, "evidence")) ? Directory.GetFiles(Path.Combine(store.Folder, "evidence"), "*", SearchOption.AllDirectories) : [];

    // Everything that lies in Redis, as text.
    private static async Task<string> DumpAsync(RedisServer redis)
    {
        await using var connection = await redis.ConnectAsync();
        var (database, text) = (connection.GetDatabase(), new System.Text.StringBuilder());
        foreach (var key in connection.GetServers()[0].Keys())
        {
            text.Append(key);
            text.Append(await database.KeyTypeAsync(key) switch
            {
                StackExchange.Redis.RedisType.Hash => string.Join(' ', (await database.HashGetAllAsync(key)).Select(entry => entry.ToString())),
                StackExchange.Redis.RedisType.Set => string.Join(' ', await database.SetMembersAsync(key)),
                StackExchange.Redis.RedisType.Stream => string.Join(' ', (await database.StreamRangeAsync(key)).SelectMany(entry => entry.Values).Select(value => value.ToString())),
                _ => (await database.StringGetAsync(key)).ToString(),
            });
        }
        return text.ToString();
    }
}
