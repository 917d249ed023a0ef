using System.Text;
using Proctoring.Benchmarks.Load;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Rows;

/// <summary>
/// Bytes that pass through a gateway for one candidate in one minute, in each mode of delivering pictures: on the candidate's socket,
/// to and from the inference pod, and to the store, as they cross the network. A phone is in view a tenth of the time.
/// </summary>
internal static class Delivery
{
    private const int Frames = 100;
    private const int FramesOfAPhone = 10;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    public static async Task MeasureAsync(ReportWriter report)
    {
        await using var inference = await ServerProcess.StartAsync("Proctoring.Inference");
        await using var sink = await BlobSink.StartAsync();
        await using var hop = new CountingRelay(inference.Grpc);
        await using var store = new CountingRelay(sink.Address);
        var frames = Enumerable.Range(1, Frames).Select(i => Scene.Jpeg(i > Frames - FramesOfAPhone ? Scene.HeldUp : null, seed: i, components: 3)).ToArray();
        foreach (var mode in (string[])["inline", "url", "changes", "none"]) report.Add(await MeasureAsync(mode, frames, hop, store, sink));
    }

    private static async Task<Row> MeasureAsync(string mode, byte[][] frames, CountingRelay hop, CountingRelay store, BlobSink sink)
    {
        await using var gateway = await ServerProcess.StartAsync("Proctoring.Gateway", $"--Inference:Address={hop.Address}", $"--Delivery:Pictures={mode}", "--Delivery:Store=Azure",
            $"--Delivery:Azure:ConnectionString=DefaultEndpointsProtocol=http;AccountName=bench;AccountKey=YmVuY2g=;BlobEndpoint={store.Address.GetLeftPart(UriPartial.Authority)}/bench;");
        await using var line = new CountingRelay(gateway.BaseAddress);
        await using var client = await CandidateClient.ConnectAsync(line.Address, "proctoring.v1");
        await client.SendAsync(Encoding.UTF8.GetBytes("""{"type":"start"}"""), System.Net.WebSockets.WebSocketMessageType.Text);
        await client.ReceiveJsonAsync();
        await AskAsync(client, frames[0]); // connections are made
        (_, _, _, _) = (line.Take(), hop.Take(), store.Take(), sink.Take());

        using var pace = new PeriodicTimer(Pace);
        var pictures = 0;
        foreach (var frame in frames)
        {
            pictures += await AskAsync(client, frame);
            await pace.WaitForNextTickAsync();
        }
        var (candidate, pod, blobs, stored) = (line.Take(), hop.Take(), store.Take(), sink.Take());
        var minutes = frames.Length * Pace.TotalMinutes;
        var all = new[] { candidate.There, candidate.Back, pod.There, pod.Back, blobs.There, blobs.Back }.Sum();
        return Row.AtMost($"bytes through the gateway a candidate-minute, {mode}", Kilobytes(all), "KB", null,
            $"from candidate {Kilobytes(candidate.There):F0}, to candidate {Kilobytes(candidate.Back):F0}, to pod {Kilobytes(pod.There):F0}, from pod {Kilobytes(pod.Back):F0}, to store {Kilobytes(blobs.There):F0}; "
            + $"{frames.Average(frame => frame.Length) / 1000:F1} KB a frame, {(pictures + stored.Blobs) / minutes:F0} pictures{(stored.Blobs > 0 ? $" of {stored.Bytes / 1000.0 / stored.Blobs:F1} KB" : "")}");

        double Kilobytes(long bytes) => bytes / 1000.0 / minutes;
    }

    // Pictures that came before the verdict.
    private static async Task<int> AskAsync(CandidateClient client, byte[] frame)
    {
        await client.SendAsync(frame);
        for (var pictures = 0; ; pictures++)
        {
            var message = await client.ReceiveAsync();
            if (message.Type == System.Net.WebSockets.WebSocketMessageType.Text) return pictures;
        }
    }
}
