using System.Net;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Incidents;
using Proctoring.Testing;
using Proctoring.Testing.Redis;
using Proctoring.Testing.Tls;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

/// <summary>TLS both ways, a user of its own with no more than it needs, and warnings about a Redis that forgets.</summary>
public sealed class SecretTests : IDisposable
{
    /// <summary>What the gateway may do, as docs/sessions.md says.</summary>
    private const string Rights =
        "~proctoring:* &proctoring:* +@connection +info +config|get +time +eval +evalsha +hmget +hset +hsetnx +hexists +hincrby +hgetall +hkeys +hget +hdel +hlen +set +setex +psetex +get +getdel +del +pexpire +pexpireat +pttl +persist +sadd +srem +smembers +xadd +xdel +xrange +xrevrange +publish +subscribe +unsubscribe +wait +cluster|nodes +readonly";

    private readonly TestAuthority _authority = new();
    private readonly string _userFile;
    private readonly string _passwordFile;

    public SecretTests() => (_userFile, _passwordFile) = (_authority.Write("user", "gateway\n"), _authority.Write("password", "correct horse\n"));

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Connect_TlsBothWaysAndAnAclUserFromFiles_CarriesSessions()
    {
        await using var redis = await RedisServer.StartAsync(new RedisTls(_authority, AsksClients: true), "user default off", $"user gateway on \">correct horse\" {Rights}");
        var (certificate, key) = _authority.IssueForClient("gateway");
        await using var host = await GatewayHost.StartWithRedisAsync(redis.Endpoint, ("Redis:Tls", "true"), ("Redis:CaFile", _authority.CaFile),
            ("Redis:CertificateFile", certificate), ("Redis:KeyFile", key), ("Redis:UserFile", _userFile), ("Redis:PasswordFile", _passwordFile));
        var (client, hello) = await host.StartAsync();
        await client.ShowAsync(ScriptedFrames.Phone);
        await client.DisposeAsync();
        var (again, welcome) = await host.ResumeAsync(hello);
        await again.DisposeAsync();

        Assert.True(welcome.GetProperty("resumed").GetBoolean());
        Assert.Empty(host.Log.Of(1312));
        Assert.Equal(0, await host.MetricAsync("proctoring_redis_calls_total{operation=\"write\",outcome=\"failed\"}"));
        Assert.DoesNotContain(host.Log.AtLeast(Microsoft.Extensions.Logging.LogLevel.Trace), line => line.Contains("correct horse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connect_AnAclUser_MayDoAllThatIncidentsAndLinksNeed()
    {
        await using var redis = await RedisServer.StartAsync("user default off", $"user gateway on \">correct horse\" {Rights}");
        await using var host = await GatewayHost.StartWithRedisAsync(redis.Endpoint, ("Redis:UserFile", _userFile), ("Redis:PasswordFile", _passwordFile), Marking.Quick);
        using var api = new ApiClient(host);
        var link = await api.PostAsync("/api/sessions", new { candidate = "c-1", ends = DateTimeOffset.UtcNow.AddHours(1) }, HttpStatusCode.Created);
        var joined = await api.PostAsync("/api/join", new { code = link.Text("link").Split("#code=")[1] });
        var (client, _) = await host.StartAsync($$"""{"type":"start","token":"{{joined.Text("token")}}"}""");
        await client.MarkAsync();
        await client.DisposeAsync();
        var id = Assert.Single(await api.IncidentsAsync(1, "?order=newest&limit=1")).Text("id");
        await api.SendAsync(HttpMethod.Put, $"/api/incidents/{id}/hold", null, HttpStatusCode.OK);
        await api.SendAsync(HttpMethod.Delete, $"/api/incidents/{id}/hold", null, HttpStatusCode.OK);
        await api.PostAsync($"/api/incidents/{id}/review", new { decision = "dismissed" });
        await api.GetAsync($"/api/sessions/{link.Text("id")}");
        var removal = await api.SendAsync(HttpMethod.Delete, "/api/candidates/c-1", null, HttpStatusCode.OK);

        Assert.True(removal.GetProperty("complete").GetBoolean());
        Assert.Equal((1, 1), (removal.GetProperty("sessions").GetInt32(), removal.GetProperty("incidents").GetInt32()));
    }

    [Fact]
    public async Task Connect_CertificateOfSomebodyElse_IsNotReady()
    {
        using var other = new TestAuthority();
        await using var redis = await RedisServer.StartAsync(new RedisTls(_authority));
        await using var host = await GatewayHost.StartAsync(null, ("Redis:Endpoints", redis.Endpoint), ("Redis:Tls", "true"), ("Redis:CaFile", other.CaFile));

        await Eventually.TrueAsync(() => host.Log.Of(1302).Any(), "it says that it cannot connect");
        Assert.False((await host.GetAsync("/readyz")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Password_ChangedWhileRunning_IsReadAgain()
    {
        await using var redis = await RedisServer.StartAsync("requirepass \"correct horse\"");
        await using var host = await GatewayHost.StartWithRedisAsync(redis.Endpoint, ("Redis:PasswordFile", _passwordFile));
        await using (var admin = await redis.ConnectAsync(password: "correct horse"))
        {
            _authority.Write("password", "battery staple");
            await admin.GetServers()[0].ConfigSetAsync("requirepass", "battery staple");
            await admin.GetServers()[0].ExecuteAsync("CLIENT", "KILL", "TYPE", "normal");
        }

        var (client, hello) = await host.StartAsync();
        await client.ShowAsync(ScriptedFrames.Phone);
        await client.DisposeAsync();
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_redis_writes_pending") == 0 && await host.MetricAsync("proctoring_redis_away") == 0, "it is stored");
        await using var redisAfter = await redis.ConnectAsync(password: "battery staple");
        Assert.NotNull(await redisAfter.SessionAsync(hello));
    }

    [Theory]
    [InlineData(false, true, "appendonly no", "maxmemory-policy noeviction")]
    [InlineData(false, false, "appendonly yes", "maxmemory-policy noeviction")]
    [InlineData(false, false, "save 60 1", "maxmemory-policy noeviction")]
    [InlineData(true, false, "appendonly yes", "maxmemory-policy allkeys-lru")]
    public async Task Start_RedisThatForgets_IsWarnedOf(bool evicts, bool isFleeting, params string[] settings)
    {
        await using var redis = await RedisServer.StartAsync(settings);
        await using var host = await GatewayHost.StartWithRedisAsync(redis.Endpoint);

        Assert.Equal(isFleeting, host.Log.Of(1304).Any());
        Assert.Equal(evicts, host.Log.Of(1305).Any());
    }
}
