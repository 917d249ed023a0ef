using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Rows;

/// <summary>
/// Every socket of a gateway is cut at once, and its candidates come back by the page's own rule (reconnect.js), through a door that is too
/// narrow for them: who is without a verdict for how long, and who gives up. What the simulation of `make capacity` is held against.
/// </summary>
internal static class Storm
{
    private const int Candidates = 800;
    private const int Attempts = 5;
    private const int Door = 40; // new sockets a second, and at once
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Button = TimeSpan.FromSeconds(5);

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var detector = await RelayRole.StartAsync("detector");
        await using var gateway = await RelayRole.StartAsync("gateway", $"--Inference:Address={detector.BaseAddress}", $"--Access:SocketsPerSecond={Door}", $"--Access:SocketBurst={Door}");
        var frame = RelayRole.Frame(25_000);
        List<(CandidateClient Client, string Resume)> before = [];
        for (var i = 0; i < Candidates; i++)
        {
            var client = await CandidateClient.ConnectPatientlyAsync(gateway.BaseAddress, "proctoring.v1", TimeSpan.FromMinutes(1));
            before.Add((client, await StartAsync(client, resume: null)));
        }
        await Task.Delay(TimeSpan.FromSeconds(2)); // the door is as wide as it gets
        var back = await Task.WhenAll(before.Select(one => ComeBackAsync(one.Client, one.Resume, gateway.BaseAddress, frame)));

        var notes = $"{Candidates} candidates, {Door} new sockets a second, {Attempts} attempts within {LongestDelay.TotalSeconds:F0} s each, the button after {Button.TotalSeconds:F0} to {2 * Button.TotalSeconds:F0} s";
        report.Add(Row.AtMost("reconnect storm, without a verdict, p50", Samples.Median(back.Select(one => one.Without)), "s", null, notes));
        report.Add(Row.AtMost("reconnect storm, without a verdict, p99", Samples.Percentile(back.Select(one => one.Without), 0.99), "s", null, $"most {back.Max(one => one.Without):F1} s"));
        report.Add(Row.AtMost("reconnect storm, gave up", back.Count(one => one.GaveUp), "", null, $"of {Candidates}"));
        report.Add(Row.AtMost("reconnect storm, handshakes refused", back.Sum(one => one.Refused), "", null, ""));
        report.Add(Row.AtMost("reconnect storm, admitted to first verdict, p50", 1000 * Samples.Median(back.Select(one => one.Served)), "ms", null, $"p99 {1000 * Samples.Percentile(back.Select(one => one.Served), 0.99):F0} ms"));
    }

    private static async Task<(double Without, bool GaveUp, int Refused, double Served)> ComeBackAsync(CandidateClient client, string resume, Uri address, byte[] frame)
    {
        client.Socket.Abort();
        var (cut, used, refused, gaveUp) = (Stopwatch.GetTimestamp(), 0, 0, false);
        while (true)
        {
            if (used >= Attempts)
            {
                gaveUp = true;
                await Task.Delay(Button * (1 + Random.Shared.NextDouble()));
                used = 0;
            }
            else
            {
                used++;
                await Task.Delay(LongestDelay * Random.Shared.NextDouble());
            }
            try
            {
                await using var next = await CandidateClient.ConnectAsync(address, "proctoring.v1");
                var admitted = Stopwatch.GetTimestamp();
                await StartAsync(next, resume);
                await next.AskAsync(frame);
                return (Stopwatch.GetElapsedTime(cut).TotalSeconds, gaveUp, refused, Stopwatch.GetElapsedTime(admitted).TotalSeconds);
            }
            catch (WebSocketException)
            {
                refused++;
            }
        }
    }

    /// <returns>The token that resumes the session.</returns>
    private static async Task<string> StartAsync(CandidateClient client, string? resume)
    {
        await client.SendAsync(Encoding.UTF8.GetBytes(resume is null ? """{"type":"start","pictures":"none"}""" : $$"""{"type":"start","pictures":"none","resume":"{{resume}}"}"""), WebSocketMessageType.Text);
        return (await client.ReceiveJsonAsync()).GetProperty("resume").GetString()!;
    }
}
