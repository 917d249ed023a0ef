using Proctoring.Cluster.Tests.Candidates;
using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Cluster.Tests.Faults;

/// <summary>The machines of two gateways are half a minute apart.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class ClockTests
{
    [Fact]
    public Task Kill_GatewayWhoseClockIsAhead_CountsTheGapAsItWas() => CountsTheGapAsync(TimeSpan.FromSeconds(30));

    [Fact]
    public Task Kill_GatewayWhoseClockIsBehind_CountsTheGapAsItWas() => CountsTheGapAsync(TimeSpan.FromSeconds(-30));

    private static async Task CountsTheGapAsync(TimeSpan offset)
    {
        var folder = Directory.CreateTempSubdirectory("wrong-clock-");
        try
        {
            await CountsTheGapAsync(offset, await WrongClock.ByAsync(offset, folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CountsTheGapAsync(TimeSpan offset, Dictionary<string, string> wrong)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = await ExamCluster.StartAsync([$"--Redis:Endpoints={redis.Endpoint}"], [wrong, new Dictionary<string, string>()]);
        var isWrongOneGone = false;
        await using var candidate = ExamCandidate.Start(() => cluster.Gateways[isWrongOneGone ? 1 : 0].BaseAddress, Showing.Always, seed: 8);
        await candidate.UntilAsync(c => c.Of<Happening.Verdict>().LastOrDefault() is { PhoneMs: >= 4000 }, "the phone was seen for four seconds");
        isWrongOneGone = true;
        await cluster.KillAsync(0);
        await candidate.UntilAsync(c => c.Of<Happening.Marked>().Any(), "marked");

        var stored = await StoredTimeline.UntilMarkedAsync(redis, candidate.Session!);
        Assert.Empty(MarkChecker.Check(StretchReader.Read(candidate, TimeSpan.FromSeconds(1.3)), stored));
        Assert.True(stored.Gaps.Count == 1, $"{stored.Gaps.Count} gaps\n{candidate}\n{cluster.Gateways[0].Output}\n{cluster.Gateways[1].Output}");
        Assert.InRange(stored.Gaps[0].Length, TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(7.5));
        Assert.True((Said(cluster) - offset).Duration() < TimeSpan.FromSeconds(15), "The gateway's own clock was not wrong, so this test shows nothing.");
    }

    // How far apart the gateways start by what they log, which carries their own clocks. The days' end may lie between.
    private static TimeSpan Said(ExamCluster cluster)
    {
        var apart = SaidAt(cluster.Gateways[0].Output) - SaidAt(cluster.Gateways[1].Output);
        return apart.Duration() < TimeSpan.FromHours(12) ? apart : apart - (TimeSpan.FromDays(1) * Math.Sign(apart.Ticks));
    }

    private static TimeSpan SaidAt(string output) => TimeSpan.Parse(output.Split('\n').First(line => line.Contains("Now listening", StringComparison.Ordinal))[..8]);
}
