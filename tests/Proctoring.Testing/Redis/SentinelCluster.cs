using StackExchange.Redis;

namespace Proctoring.Testing.Redis;

/// <summary>A primary, a replica and the three sentinels that watch them. A primary that is gone for a second is replaced.</summary>
public sealed class SentinelCluster : IAsyncDisposable
{
    private const int Quorum = 2;

    private readonly List<RedisServer> _sentinels = [];

    private SentinelCluster(RedisServer primary, RedisServer replica) => (Primary, Replica) = (primary, replica);

    /// <summary>The primary's name among the sentinels: the setting <c>Redis:ServiceName</c>.</summary>
    public const string ServiceName = "exams";

    /// <summary>The one that began as the primary.</summary>
    public RedisServer Primary { get; }

    /// <summary>The one that began as the replica.</summary>
    public RedisServer Replica { get; }

    public IReadOnlyList<RedisServer> Sentinels => _sentinels;

    /// <summary>The sentinels, as the setting <c>Redis:Endpoints</c> takes them.</summary>
    public string Endpoints => string.Join(',', _sentinels.Select(sentinel => sentinel.Endpoint));

    /// <param name="settings">Further lines of redis.conf for primary and replica.</param>
    public static async Task<SentinelCluster> StartAsync(params string[] settings)
    {
        var primary = await RedisServer.StartAsync(["repl-diskless-sync-delay 0", .. settings]);
        var replica = await RedisServer.StartAsync([$"replicaof 127.0.0.1 {primary.Port}", "repl-diskless-sync-delay 0", .. settings]);
        var cluster = new SentinelCluster(primary, replica);
        try
        {
            for (var i = 0; i < 3; i++) cluster._sentinels.Add(await RedisServer.StartSentinelAsync(Watch(primary)));
            await Eventually.TrueAsync(cluster.IsCompleteAsync, "every sentinel knows the others and the replica");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the sentinels agree that <paramref name="server"/> is the primary.</summary>
    public Task UntilPrimaryIsAsync(RedisServer server) => Eventually.TrueAsync(async () =>
    {
        foreach (var sentinel in _sentinels)
        {
            if (await PrimaryPortAsync(sentinel) != server.Port) return false;
        }
        return true;
    }, "the sentinels agree on the new primary");

    /// <summary>An orderly change of places.</summary>
    public async Task FailOverAsync()
    {
        await using var sentinel = await _sentinels[0].ConnectAsync();
        await sentinel.GetServers()[0].SentinelFailoverAsync(ServiceName);
    }

    private static string[] Watch(RedisServer primary) =>
    [
        $"sentinel monitor {ServiceName} 127.0.0.1 {primary.Port} {Quorum}",
        $"sentinel down-after-milliseconds {ServiceName} 1000",
        $"sentinel failover-timeout {ServiceName} 5000",
    ];

    private async Task<bool> IsCompleteAsync()
    {
        foreach (var sentinel in _sentinels)
        {
            await using var connection = await sentinel.ConnectAsync();
            var known = (await connection.GetServers()[0].SentinelMasterAsync(ServiceName)).ToDictionary(pair => pair.Key, pair => pair.Value);
            if (known["num-slaves"] != "1" || known["num-other-sentinels"] != "2" || known["flags"] != "master") return false;
        }
        return true;
    }

    private static async Task<int> PrimaryPortAsync(RedisServer sentinel)
    {
        await using var connection = await sentinel.ConnectAsync();
        return await connection.GetServers()[0].SentinelGetMasterAddressByNameAsync(ServiceName) is System.Net.IPEndPoint address ? address.Port : 0;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in (RedisServer[])[.. _sentinels, Primary, Replica]) await server.DisposeAsync();
    }
}
