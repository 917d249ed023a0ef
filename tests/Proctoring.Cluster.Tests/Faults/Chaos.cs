using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing.Redis;

namespace Proctoring.Cluster.Tests.Faults;

/// <summary>Breaks one thing after another, as a seed says, each time until it is whole again.</summary>
internal sealed class Chaos(ExamCluster cluster, RedisServer redis, int seed)
{
    /// <summary>After Redis was away: what could not be stored meanwhile is stored by then.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(3);

    private readonly Random _random = new(seed);

    /// <summary>What was done, in its order.</summary>
    public List<string> Done { get; } = [];

    public async Task RunAsync(TimeSpan duration)
    {
        var end = TimeProvider.System.GetUtcNow() + duration;
        while (TimeProvider.System.GetUtcNow() < end)
        {
            await Task.Delay(Drawn(1, 4));
            await BreakAsync(_random.Next(4), _random.Next(2));
        }
    }

    private async Task BreakAsync(int what, int which)
    {
        Done.Add($"{TimeProvider.System.GetUtcNow():ss.fff} {(what switch { 0 => "kill", 1 => "drain", 2 => "pause Redis", _ => "kill pod" })} {which}");
        switch (what)
        {
            case 0:
                await cluster.KillAsync(which);
                await Task.Delay(Drawn(0, 2));
                await cluster.RestartAsync(which);
                break;
            case 1:
                await cluster.DrainAsync(which);
                await cluster.RestartAsync(which);
                break;
            case 2:
                await redis.PauseAsync();
                await Task.Delay(Drawn(1, 4));
                await redis.ContinueAsync();
                await Task.Delay(Recovery);
                break;
            default:
                await cluster.Pods[which].KillAsync();
                await Task.Delay(Drawn(0, 1));
                await cluster.Pods[which].StartAsync();
                break;
        }
    }

    private TimeSpan Drawn(double from, double to) => TimeSpan.FromSeconds(from + (to - from) * _random.NextDouble());
}
