using System.Diagnostics;

namespace Proctoring.Testing.Redis;

/// <summary>A Redis Cluster on this machine: three primaries with a replica each. A primary that is gone for two seconds is replaced.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Nodes = 6;

    private readonly List<RedisServer> _nodes = [];

    private RedisCluster()
    {
    }

    /// <summary>All nodes; at first, primaries come before replicas.</summary>
    public IReadOnlyList<RedisServer> Servers => _nodes;

    /// <summary>All nodes, as the setting <c>Redis:Endpoints</c> takes them.</summary>
    public string Endpoints => string.Join(',', _nodes.Select(node => node.Endpoint));

    /// <param name="settings">Further lines of redis.conf for every node.</param>
    public static async Task<RedisCluster> StartAsync(params string[] settings)
    {
        var cluster = new RedisCluster();
        try
        {
            for (var i = 0; i < Nodes; i++) cluster._nodes.Add(await RedisServer.StartAsync([.. Node(), .. settings]));
            await cluster.JoinAsync();
            await cluster.UntilHealthyAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The node that holds <paramref name="key"/> for writing now.</summary>
    public async Task<RedisServer> PrimaryOfAsync(string key)
    {
        await using var connection = await Living().ConnectAsync();
        var slots = await connection.GetServer(Living().Endpoint).ClusterNodesAsync() ?? throw new InvalidOperationException("The node is in no cluster.");
        var port = slots.GetBySlot(key) is { EndPoint: System.Net.IPEndPoint address } ? address.Port : throw new InvalidOperationException($"Nobody holds '{key}'.");
        return _nodes.Single(node => node.Port == port);
    }

    /// <summary>Waits until every node that runs says that the cluster is whole.</summary>
    public Task UntilHealthyAsync() => Eventually.TrueAsync(async () =>
    {
        foreach (var node in _nodes.Where(node => node.IsRunning))
        {
            if (!(await CliAsync("-p", $"{node.Port}", "cluster", "info")).Contains("cluster_state:ok", StringComparison.Ordinal)) return false;
        }
        return true;
    }, "the cluster is whole");

    private RedisServer Living() => _nodes.First(node => node.IsRunning);

    private static string[] Node() =>
    [
        "cluster-enabled yes", "cluster-config-file nodes.conf", $"cluster-port {FreePort.Find()}", "cluster-node-timeout 2000",
        "cluster-require-full-coverage no", "repl-diskless-sync-delay 0",
    ];

    private Task<string> JoinAsync() =>
        CliAsync(["--cluster", "create", .. _nodes.Select(node => node.Endpoint), "--cluster-replicas", "1", "--cluster-yes"]);

    private static async Task<string> CliAsync(params string[] arguments)
    {
        using var cli = Process.Start(new ProcessStartInfo("redis-cli", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = cli.StandardError.ReadToEndAsync();
        var output = await cli.StandardOutput.ReadToEndAsync();
        await cli.WaitForExitAsync();
        return cli.ExitCode == 0 ? output : throw new InvalidOperationException($"redis-cli failed:\n{output}\n{await error}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }
}
