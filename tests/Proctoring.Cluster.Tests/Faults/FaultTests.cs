using Proctoring.Cluster.Tests.Candidates;
using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Cluster.Tests.Faults;

/// <summary>A phone is in view while something breaks: marked once, after six seconds of observed phone time, never before.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Frames = TimeSpan.FromSeconds(0.6); // two frames
    private static readonly TimeSpan Processing = TimeSpan.FromSeconds(0.5); // on two cores that do everything
    private static readonly TimeSpan Unstored = TimeSpan.FromSeconds(1.3); // written once a second, at a frame

    private RedisServer _redis = null!;
    private ExamCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _cluster = await ExamCluster.StartAsync(_redis);
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Kill_GatewayAfterFourSeconds_MarksOnceAtTheOtherAndKeepsTheGap()
    {
        await using var candidate = await SeenForFourSecondsAsync(seed: 1);
        await _cluster.KillAsync(await _cluster.GatewayWithSessionsAsync());
        await MarkedAsync(candidate, lost: Unstored);

        var stored = await StoredAsync(candidate);
        Assert.Equal(2, stored.Epoch);
        var gap = Assert.Single(stored.Gaps);
        var absent = Absence(candidate);
        Assert.InRange(gap.Length, absent, absent + Unstored + Frames);
    }

    [Fact]
    public async Task Drain_GatewayAfterFourSeconds_LosesNothing()
    {
        await using var candidate = await SeenForFourSecondsAsync(seed: 2);
        await _cluster.DrainAsync(await _cluster.GatewayWithSessionsAsync());
        await MarkedAsync(candidate, lost: TimeSpan.Zero);

        Assert.Equal(1001, Assert.Single(candidate.Of<Happening.Closed>()).Code);
    }

    [Fact]
    public async Task Pause_RedisForTenSecondsAcrossTheMark_MarksOnTimeAndStoresOnceAfterwards()
    {
        await using var candidate = await SeenForFourSecondsAsync(seed: 3);
        await _redis.PauseAsync();
        await MarkedAsync(candidate, lost: TimeSpan.Zero, isStored: false);
        await Task.Delay(TimeSpan.FromSeconds(8)); // ten in all
        await _redis.ContinueAsync();

        await StoredTimeline.UntilMarkedAsync(_redis, candidate.Session!);
        Assert.Empty(candidate.Of<Happening.Closed>());
        Assert.Empty(MarkChecker.Check(StretchReader.Read(candidate, TimeSpan.Zero), await StoredAsync(candidate)));
    }

    [Fact]
    public async Task Restart_RedisThatHasLostAll_KnowsTheSessionAgain()
    {
        await using var candidate = await SeenForFourSecondsAsync(seed: 4);
        await _redis.KillAsync();
        _redis.DeleteData();
        await _redis.RestartAsync();
        await MarkedAsync(candidate, lost: TimeSpan.Zero);

        await _cluster.KillAsync(await _cluster.GatewayWithSessionsAsync());
        await candidate.UntilAsync(c => c.Of<Happening.Connected>().Count() == 2, "it is back at the other gateway");
        Assert.True(candidate.Of<Happening.Connected>().Last() is { Resumed: true, CheatingDetected: true });
    }

    [Fact]
    public async Task Kill_GatewayWhileRedisStandsStill_LosesWhatWasSeenSinceThenAndShowsItAsAGap()
    {
        await using var candidate = await SeenForFourSecondsAsync(seed: 9);
        var gateway = await _cluster.GatewayWithSessionsAsync();
        var standsStill = TimeProvider.System.GetUtcNow();
        await _redis.PauseAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await _cluster.KillAsync(gateway);
        var isGone = TimeProvider.System.GetUtcNow(); // what it had sent by then Redis may still have found when it went on
        await _redis.ContinueAsync();
        await candidate.UntilAsync(c => c.Of<Happening.Marked>().Any(), "marked");

        var stored = await StoredTimeline.UntilMarkedAsync(_redis, candidate.Session!);
        var gap = Assert.Single(stored.Gaps);
        Assert.InRange(gap.From, standsStill - Unstored, isGone);
        var isBackAt = candidate.Of<Happening.Verdict>().First(verdict => verdict.SentAt > candidate.Of<Happening.Closed>().First().At).SentAt;
        Assert.InRange(gap.To, isBackAt, isBackAt + Processing);
        Assert.Empty(MarkChecker.Check(StretchReader.Read(candidate, Unstored + TimeSpan.FromSeconds(1.5)), stored));
    }

    [Fact]
    public async Task Reload_EveryFourSeconds_DoesNotEscapeTheMark()
    {
        await using var candidate = ExamCandidate.Start(() => _cluster.Address, Showing.Always, seed: 5, longestDelay: TimeSpan.FromSeconds(0.2));
        for (var i = 1; i <= 3 && !candidate.Of<Happening.Marked>().Any(); i++)
        {
            await candidate.UntilAsync(c => c.Of<Happening.Connected>().Count() == i && c.Of<Happening.Verdict>().Any(), "it is watched");
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(4)), candidate.UntilAsync(c => c.Of<Happening.Marked>().Any(), "marked"));
            candidate.Reload();
        }
        await candidate.UntilAsync(c => c.Of<Happening.Marked>().Any(), "marked");

        Assert.All(candidate.Of<Happening.Connected>().Skip(1), connected => Assert.True(connected.Resumed));
        Assert.Empty(MarkChecker.Check(StretchReader.Read(candidate, Unstored), await StoredTimeline.UntilMarkedAsync(_redis, candidate.Session!)));
    }

    [Fact]
    public async Task TwoTabs_AtTwoGateways_AreTwoSessions()
    {
        await using var one = ExamCandidate.Start(() => _cluster.Gateways[0].BaseAddress, Showing.Always, seed: 6);
        await using var other = ExamCandidate.Start(() => _cluster.Gateways[1].BaseAddress, new Showing(), seed: 7);
        await one.UntilAsync(c => c.Of<Happening.Marked>().Any(), "the one is marked");

        Assert.NotEqual(one.Session, other.Session);
        Assert.All(other.Of<Happening.Verdict>(), verdict => Assert.True(verdict is { CheatingDetected: false, PhoneMs: 0 }));
        Assert.Empty(MarkChecker.Check(StretchReader.Read(one, TimeSpan.Zero), await StoredTimeline.UntilMarkedAsync(_redis, one.Session!)));
        Assert.Empty(one.Of<Happening.Closed>().Concat(other.Of<Happening.Closed>()));
    }

    private async Task<ExamCandidate> SeenForFourSecondsAsync(int seed)
    {
        var candidate = ExamCandidate.Start(() => _cluster.Address, Showing.Always, seed);
        await candidate.UntilAsync(c => c.Of<Happening.Verdict>().LastOrDefault() is { PhoneMs: >= 4000 }, "the phone was seen for four seconds");
        Assert.Empty(candidate.Of<Happening.Marked>());
        return candidate;
    }

    /// <summary>Waits for the mark; it comes once what is missing of six seconds has been seen again, and not later.</summary>
    private async Task MarkedAsync(ExamCandidate candidate, TimeSpan lost, bool isStored = true)
    {
        await candidate.UntilAsync(c => c.Of<Happening.Marked>().Any(), "marked");
        var mark = candidate.Of<Happening.Marked>().Single();
        Assert.True(mark.PhoneMs >= Hold.TotalMilliseconds, $"{candidate}");
        var latest = candidate.Of<Happening.Sent>().First().At + Hold + Absence(candidate) + lost + Frames + Processing;
        Assert.True(mark.At <= latest, $"at {latest:ss.fff} at the latest\n{candidate}");
        if (!isStored) return;
        await StoredTimeline.UntilMarkedAsync(_redis, candidate.Session!);
        await candidate.UntilAsync(c => c.Of<Happening.Verdict>().Last().PhoneMs >= 9000, "the phone stays in view");
        Assert.Empty(MarkChecker.Check(StretchReader.Read(candidate, lost), await StoredAsync(candidate)));
        Assert.Single(candidate.Of<Happening.Marked>());
    }

    /// <summary>From the last frame that was answered before a connection was lost to the first that was answered after it.</summary>
    private static TimeSpan Absence(ExamCandidate candidate)
    {
        if (candidate.Of<Happening.Closed>().FirstOrDefault() is not { } closed) return TimeSpan.Zero;
        var answered = candidate.Of<Happening.Verdict>().Select(verdict => verdict.SentAt).ToList();
        return answered.First(at => at > closed.At) - answered.Last(at => at <= closed.At);
    }

    private async Task<StoredTimeline> StoredAsync(ExamCandidate candidate) =>
        await StoredTimeline.ReadAsync(_redis, candidate.Session!) ?? throw new InvalidOperationException("The session is not stored.");
}
