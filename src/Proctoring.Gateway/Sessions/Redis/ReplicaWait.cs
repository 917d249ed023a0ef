using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>Waits until replicas have what was just written on the connection for kept states, where there are replicas.</summary>
internal sealed class ReplicaWait(RedisConnection connection, TimeProvider time, IOptions<RedisOptions> options)
{
    private const string Replicas = "connected_slaves:";

    /// <returns>How many of the keys no replica has confirmed in time.</returns>
    public async Task<int> ConfirmAsync(IReadOnlyList<RedisKey> keys)
    {
        if (keys.Count == 0 || options.Value.ReplicaTimeout == TimeSpan.Zero || connection.Link is not { } link) return 0;
        var unconfirmed = 0;
        foreach (var group in keys.GroupBy(key => Holder(link, key)))
        {
            var isConfirmed = group.Key is { } holder && await connection.TryAsync("wait", time.GetTimestamp(), () => ConfirmAsync(link.Kept.GetServer(holder)), false);
            if (!isConfirmed) unconfirmed += group.Count();
        }
        return unconfirmed;
    }

    private async Task<bool> ConfirmAsync(IServer server)
    {
        // Asked each time: a server that lost its only replica would have every mark wait for nobody.
        if (CountReplicas(await server.InfoRawAsync("replication")) == 0) return true;
        return (long)await server.ExecuteAsync("WAIT", 1, (long)options.Value.ReplicaTimeout.TotalMilliseconds) > 0;
    }

    // The server that has the key; null when there is none just now. Keys of a Cluster lie on several.
    private static EndPoint? Holder(RedisLink link, RedisKey key)
    {
        try
        {
            return link.Kept.GetServer(key, flags: CommandFlags.DemandMaster).EndPoint;
        }
        catch (Exception e) when (RedisConnection.IsProblem(e))
        {
            return null;
        }
    }

    private static int CountReplicas(string? info)
    {
        var at = info?.IndexOf(Replicas, StringComparison.Ordinal) ?? -1;
        if (at < 0) return 0;
        var rest = info.AsSpan(at + Replicas.Length);
        var end = rest.IndexOf('\r');
        return int.Parse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture);
    }
}
