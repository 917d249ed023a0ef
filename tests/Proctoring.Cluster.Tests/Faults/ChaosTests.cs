using Proctoring.Cluster.Tests.Candidates;
using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;
using Xunit.Abstractions;

namespace Proctoring.Cluster.Tests.Faults;

/// <summary>
/// Many candidates with phones and without, gateways and pods that die, a Redis that stands still; afterwards every session is
/// compared with what was shown. <c>PROCTORING_CHAOS_SESSIONS</c> and <c>PROCTORING_CHAOS_SECONDS</c> set how many and how long
/// (make soak: 200, 60), <c>PROCTORING_CHAOS_SEED</c> which.
/// </summary>
[Collection(nameof(ClusterCollection))]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Unstored = TimeSpan.FromSeconds(1.6); // what a killed gateway takes with it: a second, a frame, a write on a busy machine

    private static readonly int Sessions = Setting("SESSIONS", 30);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Setting("SECONDS", 20));
    private static readonly int Seed = Setting("SEED", 1);

    [Fact]
    public async Task Chaos_WhateverBreaks_EveryMarkIsThereOnceAndNoneIsFalse()
    {
        await using var redis = await RedisServer.StartAsync();
        var pictures = Directory.CreateTempSubdirectory("pictures-");
        await using var cluster = await ExamCluster.StartAsync([$"--Redis:Endpoints={redis.Endpoint}", "--Delivery:Store=Folder", $"--Delivery:Folder={pictures.FullName}"]);
        var random = new Random(Seed);
        List<ExamCandidate> candidates = [.. Enumerable.Range(0, Sessions).Select(i => ExamCandidate.Start(() => cluster.Address, Draw(random), Seed * 1000 + i))];
        try
        {
            var chaos = new Chaos(cluster, redis, Seed);
            await chaos.RunAsync(Duration);
            await Task.Delay(TimeSpan.FromSeconds(8)); // everybody is back
            await Task.WhenAll(candidates.Select(candidate => candidate.StopAsync()));
            output.WriteLine(string.Join('\n', chaos.Done));
            await Eventually.TrueAsync(async () => await cluster.SumAsync("proctoring_incidents_pending") == 0, "every incident is stored");
            var complaints = await ComplaintsAsync(candidates, redis);
            Assert.True(complaints.Count == 0, string.Join("\n\n", complaints));
        }
        finally
        {
            await Task.WhenAll(candidates.Select(candidate => candidate.DisposeAsync().AsTask()));
            pictures.Delete(recursive: true);
        }
    }

    private async Task<List<string>> ComplaintsAsync(List<ExamCandidate> candidates, RedisServer redis)
    {
        await using var connection = await redis.ConnectAsync();
        var complaints = new List<string>();
        var (marks, demanded, closes) = (0, 0, 0);
        var incidents = await StoredIncidents.ReadAsync(connection.GetDatabase());
        foreach (var candidate in candidates)
        {
            var stretches = StretchReader.Read(candidate, Unstored);
            var stored = await StoredTimeline.ReadAsync(connection.GetDatabase(), candidate.Session ?? "none");
            closes += candidate.Of<Happening.Closed>().Count();
            if (stored is null) complaints.Add($"A session is not there.\n{candidate}");
            else if (MarkChecker.Check(stretches, stored).ToList() is { Count: > 0 } wrong) complaints.Add($"{string.Join('\n', wrong)}\n{candidate}");
            if (candidate.Of<Happening.Connected>().Select(connected => connected.Session).Distinct().Count() > 1) complaints.Add($"A session was begun anew.\n{candidate}");
            if (candidate.Of<Happening.Closed>().FirstOrDefault(closed => closed.Code is 4009 or 4010) is { } end) complaints.Add($"Closed with {end.Code}.\n{candidate}");
            if (stored is not null) complaints.AddRange(incidents.Check(candidate.Session!, stored.Marks).Select(wrong => $"{wrong}\n{candidate}"));
            marks += stored?.Marks ?? 0;
            demanded += stretches.Count(stretch => stretch.MustBeMarked);
        }
        output.WriteLine($"{candidates.Count} sessions, {closes} lost connections, {marks} marks stored, {demanded} of them demanded by the script, {incidents.WithPictures} incidents with pictures; wrong: {complaints.Count}.");
        return complaints;
    }

    /// <summary>No phone; or one now and then, too short to be marked; or one for long, once or more.</summary>
    private static Showing Draw(Random random)
    {
        var kind = random.Next(4);
        var blocks = new List<(TimeSpan, TimeSpan)>();
        var at = 1 + 4 * random.NextDouble();
        while (kind > 0 && at < Duration.TotalSeconds + 8)
        {
            var length = kind == 1 ? 2 + 2.5 * random.NextDouble() : 8 + 8 * random.NextDouble();
            blocks.Add((TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(at + length)));
            at += length + 3 + 5 * random.NextDouble();
        }
        return new Showing([.. blocks]);
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable($"PROCTORING_CHAOS_{name}"), out var value) ? value : otherwise;
}
