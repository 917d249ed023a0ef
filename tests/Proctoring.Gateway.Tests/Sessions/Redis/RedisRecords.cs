using System.Text.Json;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;
using StackExchange.Redis;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

/// <summary>What lies in Redis, read past the gateways.</summary>
internal static class RedisRecords
{
    public static async Task<StoredSession?> SessionAsync(this IConnectionMultiplexer redis, JsonElement hello)
    {
        var json = (byte[]?)await redis.GetDatabase().HashGetAsync(KeyOf(hello), "state");
        return json is null ? null : SessionRecord.Read(json);
    }

    public static string KeyOf(JsonElement hello) => $"proctoring:session:{{{hello.GetProperty("session").GetString()}}}";

    /// <summary>How often each command ran, by name in lower case; what scripts call is counted too.</summary>
    public static async Task<Dictionary<string, long>> CallsAsync(this IConnectionMultiplexer redis)
    {
        var calls = new Dictionary<string, long>();
        foreach (var line in (await redis.GetServers()[0].InfoRawAsync("commandstats"))!.Split('\n'))
        {
            // cmdstat_evalsha:calls=4,usec=…
            if (!line.StartsWith("cmdstat_", StringComparison.Ordinal)) continue;
            var name = line["cmdstat_".Length..line.IndexOf(':', StringComparison.Ordinal)];
            var from = line.IndexOf("calls=", StringComparison.Ordinal) + "calls=".Length;
            calls[name] = long.Parse(line[from..line.IndexOf(',', from)]);
        }
        return calls;
    }
}
