using Proctoring.Cluster.Tests.Candidates;
using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing.Redis;

namespace Proctoring.Cluster.Tests.Faults;

/// <summary>The Redis that holds a session dies while a phone is in view, and another takes its place: the mark comes on time, is stored there, and outlives the gateway.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class FailOverTests
{
    [Fact]
    public async Task Sentinel_PrimaryKilled_MarkIsOnTimeAndStoredAtTheReplica()
    {
        await using var redis = await SentinelCluster.StartAsync();
        await using var cluster = await ExamCluster.StartAsync([$"--Redis:Endpoints={redis.Endpoints}", $"--Redis:ServiceName={SentinelCluster.ServiceName}"]);

        await SurvivesAsync(cluster, async _ =>
        {
            await redis.Primary.KillAsync();
            return async () =>
            {
                await redis.UntilPrimaryIsAsync(redis.Replica);
                return redis.Replica;
            };
        });
    }

    [Fact]
    public async Task Cluster_PrimaryOfTheSessionKilled_MarkIsOnTimeAndStoredAtItsReplica()
    {
        await using var redis = await RedisCluster.StartAsync();
        await using var cluster = await ExamCluster.StartAsync([$"--Redis:Endpoints={redis.Endpoints}"]);

        await SurvivesAsync(cluster, async session =>
        {
            var key = $"proctoring:session:{{{session}}}";
            var primary = await redis.PrimaryOfAsync(key);
            await primary.KillAsync();
            return async () =>
            {
                await redis.UntilHealthyAsync();
                return await redis.PrimaryOfAsync(key);
            };
        });
    }

    /// <param name="failOver">Kills the server that holds a session; what it gives waits for, and names, the one that takes its place.</param>
    private static async Task SurvivesAsync(ExamCluster cluster, Func<string, Task<Func<Task<RedisServer>>>> failOver)
    {
        await using var candidate = ExamCandidate.Start(() => cluster.Address, Showing.Always, seed: 1);
        await candidate.UntilAsync(c => c.Of<Happening.Verdict>().LastOrDefault() is { PhoneMs: >= 4000 }, "the phone was seen for four seconds");
        var successor = await failOver(candidate.Session!);
        await candidate.UntilAsync(c => c.Of<Happening.Marked>().Any(), "marked");
        var mark = candidate.Of<Happening.Marked>().Single();
        Assert.InRange(mark.At - candidate.Of<Happening.Sent>().First().At, TimeSpan.FromSeconds(6 - 0.05), TimeSpan.FromSeconds(6 + 0.6 + 0.5));

        var server = await successor();
        await StoredTimeline.UntilMarkedAsync(server, candidate.Session!); // where the session lives now
        Assert.Empty(candidate.Of<Happening.Closed>());
        await cluster.KillAsync(await cluster.GatewayWithSessionsAsync());
        await candidate.UntilAsync(c => c.Of<Happening.Connected>().Count() == 2, "it is back at the other gateway");
        Assert.True(candidate.Of<Happening.Connected>().Last() is { Resumed: true, CheatingDetected: true });
        Assert.Empty(MarkChecker.Check(StretchReader.Read(candidate, TimeSpan.FromSeconds(1.3)), (await StoredTimeline.ReadAsync(server, candidate.Session!))!));
    }
}
