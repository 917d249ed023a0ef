using Proctoring.Cluster.Tests.Candidates;
using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Cluster.Tests.Faults;

/// <summary>The machines of two gateways are half a minute apart: libfaketime tells one of them so.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class ClockTests
{
    private const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

    [SoakFact]
    public Task Kill_GatewayWhoseClockIsAhead_CountsTheGapAsItWas() => CountsTheGapAsync("+30s");

    [SoakFact]
    public Task Kill_GatewayWhoseClockIsBehind_CountsTheGapAsItWas() => CountsTheGapAsync("-30s");

    private static async Task CountsTheGapAsync(string offset)
    {
        Assert.True(File.Exists(FakeTime), $"Install faketime: there is no {FakeTime}.");
        await using var redis = await RedisServer.StartAsync();
        var wrong = new Dictionary<string, string> { ["LD_PRELOAD"] = FakeTime, ["FAKETIME"] = offset, ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1" };
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
        Assert.True(HasWrongClock(cluster, offset), "The gateway's own clock was not wrong, so this test shows nothing.");
    }

    // What it logs carries its own clock.
    private static bool HasWrongClock(ExamCluster cluster, string offset)
    {
        var line = cluster.Gateways[0].Output.Split('\n').First(line => line.Contains("Now listening", StringComparison.Ordinal));
        var right = cluster.Gateways[1].Output.Split('\n').First(line => line.Contains("Now listening", StringComparison.Ordinal));
        var apart = TimeSpan.Parse(line[..8]) - TimeSpan.Parse(right[..8]);
        return offset[0] == '+' ? apart > TimeSpan.FromSeconds(20) : apart < TimeSpan.FromSeconds(-20);
    }
}
