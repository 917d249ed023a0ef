using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;
using Proctoring.Testing.Redis;

namespace Proctoring.Benchmarks.Rows;

/// <summary>What candidates cost Redis, by a real server's own counters, above what a gateway asks for by itself.</summary>
internal static class RedisCost
{
    private const int Candidates = 20;
    private const int Connects = 200;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);
    private static readonly byte[] Start = """{"type":"start"}"""u8.ToArray();

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var redis = await RedisServer.StartAsync("appendonly yes");
        await using var pod = await ScriptedPod.StartAsync();
        await using var gateway = await ServerProcess.StartAsync("Proctoring.Gateway", $"--Inference:Address={pod.Address}", $"--Redis:Endpoints={redis.Endpoint}", "--Access:SocketBurst=1000");
        await using var counters = await RedisCounters.OpenAsync(redis);
        await counters.RestAsync(Slice);

        var clean = await ShowAsync(gateway, counters, "");
        report.Add(Row.AtMost("Redis calls a clean frame", clean.Spent.Calls / clean.Frames, "calls", 0, $"{clean.Frames:N0} frames of {Candidates} candidates"));
        report.Add(Row.AtMost("Redis bytes a clean frame", clean.Spent.Bytes / clean.Frames, "B", 1, "both ways; what is left of the gateway's own asking"));

        var phone = await ShowAsync(gateway, counters, "cell phone=0.6");
        var seconds = Candidates * Slice.TotalSeconds;
        report.Add(Row.AtMost("Redis calls a second of a phone in view", phone.Spent.Calls / seconds, "calls", null, $"{Candidates} candidates for {Slice.TotalSeconds:F0} s, a frame every {Pace.TotalMilliseconds:F0} ms, marks included"));
        report.Add(Row.AtMost("Redis bytes a second of a phone in view", phone.Spent.Bytes / seconds, "B", null, "both ways"));

        var connect = await counters.SpendAsync(() => ConnectAsync(gateway));
        report.Add(Row.AtMost("Redis calls a connect", connect.Calls / Connects, "calls", null, $"{Connects} times: start, then leave without a goodbye"));
        report.Add(Row.AtMost("Redis bytes a connect", connect.Bytes / Connects, "B", null, "both ways"));
    }

    // Everybody comes before and leaves after the counting: only frames are counted.
    private static async Task<(RedisSpent Spent, double Frames)> ShowAsync(ServerProcess gateway, RedisCounters counters, string script)
    {
        var frame = Comment.Add(Scene.Jpeg(), script);
        var clients = new List<CandidateClient>();
        for (var i = 0; i < Candidates; i++) clients.Add(await StartAsync(gateway));
        var frames = (int)(Slice / Pace);
        var spent = await counters.SpendAsync(() => Task.WhenAll(clients.Select(client => ShowAsync(client, frame, frames))));
        foreach (var client in clients) await client.DisposeAsync();
        await UntilAllHaveLeftAsync(gateway);
        return (spent, Candidates * frames);
    }

    private static async Task ShowAsync(CandidateClient client, byte[] frame, int frames)
    {
        using var timer = new PeriodicTimer(Pace);
        for (var i = 0; i < frames; i++)
        {
            await client.AskAsync(frame);
            await timer.WaitForNextTickAsync();
        }
    }

    private static async Task ConnectAsync(ServerProcess gateway)
    {
        for (var i = 0; i < Connects; i++) await (await StartAsync(gateway)).DisposeAsync();
        await UntilAllHaveLeftAsync(gateway);
    }

    private static Task UntilAllHaveLeftAsync(ServerProcess gateway) => Eventually.TrueAsync(
        async () => await gateway.MetricAsync("proctoring_sessions") == 0 && await gateway.MetricAsync("proctoring_redis_writes_pending") == 0, "all have left");

    private static async Task<CandidateClient> StartAsync(ServerProcess gateway)
    {
        var client = await CandidateClient.ConnectAsync(gateway.BaseAddress, "proctoring.v1");
        await client.SendAsync(Start, System.Net.WebSockets.WebSocketMessageType.Text);
        await client.ReceiveJsonAsync();
        return client;
    }
}
