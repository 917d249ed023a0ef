using System.Diagnostics;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Rows;

/// <summary>What one candidate feels, at the usual pace: from the first byte sent to the verdict read.</summary>
internal static class OneCandidate
{
    private const int Frames = 60;
    private const int Sessions = 30;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var server = await ServerProcess.StartAsync("Proctoring.Standalone");
        var firstOfProcess = (await SessionAsync(server, Scene.Jpeg(null, 1, 3), frames: 1))[0].Latency;

        var plain = await SessionAsync(server, Scene.Jpeg(null, 2, 3), Frames);
        var overhead = plain.Select(f => f.Latency - f.Model).ToList();
        report.Add(Row.AtMost("verdict − model time, one candidate, p50", Samples.Median(overhead), "ms", 5,
            $"p99 {Samples.Percentile(overhead, 0.99):F1} ms; model p50 {Samples.Median(plain.Select(f => f.Model)):F1} ms, frame by frame"));

        var phone = (await SessionAsync(server, Scene.Jpeg(Scene.HeldUp, 3, 3), Frames)).Select(f => f.Latency).ToList();
        report.Add(Row.AtMost("phone in frame, one candidate, p50", Samples.Median(phone), "ms", 48.6, $"p99 {Samples.Percentile(phone, 0.99):F1} ms"));

        var sessions = new List<List<(double Latency, double Model)>>();
        for (var i = 0; i < Sessions; i++) sessions.Add(await SessionAsync(server, Scene.Jpeg(Scene.HeldUp, 4 + i, 3), frames: 10));
        var (first, tenth) = (Samples.Median(sessions.Select(s => s[0].Latency)), Samples.Median(sessions.Select(s => s[9].Latency)));
        report.Add(Row.AtMost("first frame of a session ÷ its tenth, p50", first / tenth, "", 1.1, $"{first:F1} ms ÷ {tenth:F1} ms over {sessions.Count} sessions"));
        report.Add(Row.AtMost("first frame after the process became ready", firstOfProcess, "ms", 155, "its connection made before"));
    }

    /// <summary>Latency and the model's share of it, in ms, for each frame of a new session.</summary>
    private static async Task<List<(double Latency, double Model)>> SessionAsync(ServerProcess server, byte[] jpeg, int frames)
    {
        await using var client = await CandidateClient.ConnectAsync(server.BaseAddress);
        using var pace = new PeriodicTimer(Pace);
        var results = new List<(double, double)>();
        var modelBefore = await ModelSecondsAsync(server);
        for (var i = 0; i < frames; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await client.AskAsync(jpeg);
            var latency = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            var model = await ModelSecondsAsync(server);
            results.Add((latency, (model - modelBefore) * 1000));
            modelBefore = model;
            await pace.WaitForNextTickAsync();
        }
        return results;
    }

    private static Task<double> ModelSecondsAsync(ServerProcess server) =>
        server.MetricAsync("proctoring_frame_latency_seconds_sum{stage=\"infer\",provider=\"CPU\"}");
}
