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
        foreach (var group in keys.GroupBy(key => link.Kept.GetServer(key, flags: CommandFlags.DemandMaster), new ByAddress()))
        {
            var isConfirmed = await connection.TryAsync("wait", time.GetTimestamp(), () => ConfirmAsync(group.Key), false);
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

    private static int CountReplicas(string? info)
    {
        var at = info?.IndexOf(Replicas, StringComparison.Ordinal) ?? -1;
        if (at < 0) return 0;
        var rest = info.AsSpan(at + Replicas.Length);
        var end = rest.IndexOf('\r');
        return int.Parse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture);
    }

    private sealed class ByAddress : IEqualityComparer<IServer>
    {
        public bool Equals(IServer? x, IServer? y) => Equals(x?.EndPoint, y?.EndPoint);

        private static bool Equals(EndPoint? x, EndPoint? y) => object.Equals(x, y);

        public int GetHashCode(IServer server) => server.EndPoint.GetHashCode();
    }
}
