using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>Says at start when Redis would forget what it is given.</summary>
internal sealed class Durability(ILogger<Durability> logger)
{
    public async Task CheckAsync(RedisLink link)
    {
        try
        {
            foreach (var server in link.Main.GetServers())
            {
                if (server.IsConnected && !server.IsReplica && server.ServerType != ServerType.Sentinel) await CheckAsync(server);
            }
        }
        catch (Exception e) when (RedisConnection.IsProblem(e)) // managed servers often keep CONFIG to themselves
        {
            Log.DurabilityUnknown(logger, RedisConnection.Describe(e));
        }
    }

    private async Task CheckAsync(IServer server)
    {
        var policy = await ReadAsync(server, "maxmemory-policy");
        if (policy is not (null or "noeviction")) Log.Evicts(logger, policy);
        if (await ReadAsync(server, "appendonly") == "no" && await ReadAsync(server, "save") == "") Log.NotPersistent(logger);
    }

    private static async Task<string?> ReadAsync(IServer server, string setting) =>
        (await server.ConfigGetAsync(setting)).Select(pair => pair.Value).FirstOrDefault();
}
