using System.Diagnostics;
using System.Globalization;
using Proctoring.Testing.Redis;
using StackExchange.Redis;

namespace Proctoring.Benchmarks.Load;

/// <param name="Calls">Commands that gateways sent for sessions; what scripts run inside is not counted.</param>
/// <param name="Bytes">On the network, both ways.</param>
internal readonly record struct RedisSpent(double Calls, double Bytes);

/// <summary>Reads a server's own counters, and takes off what the reading costs and what goes on without candidates.</summary>
internal sealed class RedisCounters : IAsyncDisposable
{
    private static readonly string[] Commands = ["cmdstat_evalsha", "cmdstat_eval", "cmdstat_publish", "cmdstat_wait"];

    private readonly ConnectionMultiplexer _redis;
    private double _bytesASecond;

    private RedisCounters(ConnectionMultiplexer redis) => _redis = redis;

    public static async Task<RedisCounters> OpenAsync(RedisServer server) => new(await server.ConnectAsync());

    /// <summary>Measures what goes on by itself.</summary>
    public async Task RestAsync(TimeSpan time) => _bytesASecond = (await SpendAsync(() => Task.Delay(time))).Bytes / time.TotalSeconds;

    public async Task<RedisSpent> SpendAsync(Func<Task> work)
    {
        var earlier = await ReadAsync(); // what is read grows with every command that was ever used
        var (clock, before) = (Stopwatch.StartNew(), await ReadAsync());
        var reading = before.Bytes - earlier.Bytes;
        await work();
        var after = await ReadAsync();
        return new RedisSpent(after.Calls - before.Calls, after.Bytes - before.Bytes - reading - (clock.Elapsed.TotalSeconds * _bytesASecond));
    }

    private async Task<RedisSpent> ReadAsync()
    {
        var (calls, bytes) = (0.0, 0.0);
        foreach (var line in (await _redis.GetServers()[0].InfoRawAsync("all"))!.Split("\r\n"))
        {
            if (line.Split(':', 2) is not [var name, var value]) continue;
            if (Commands.Contains(name)) calls += double.Parse(value["calls=".Length..value.IndexOf(',')], CultureInfo.InvariantCulture);
            else if (name is "total_net_input_bytes" or "total_net_output_bytes") bytes += double.Parse(value, CultureInfo.InvariantCulture);
        }
        return new RedisSpent(calls, bytes);
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();
}
