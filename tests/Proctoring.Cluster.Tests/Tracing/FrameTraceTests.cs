using System.Text;
using System.Text.Json;
using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Watching.Otlp;

namespace Proctoring.Cluster.Tests.Tracing;

/// <summary>What a collector receives of real servers.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class FrameTraceTests
{
    private const string Call = "inference.GRPCInferenceService/ModelInfer";
    private const string Room = "room-7421";

    [Fact]
    public async Task Trace_OfOneFrame_JoinsBothProcessesFromSocketToVerdict()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var pod = await TracedServers.StartAsync("Proctoring.Inference", collector.Grpc);
        await using var gateway = await TracedServers.StartAsync("Proctoring.Gateway", collector.Grpc, $"--Inference:Address={pod.Grpc}", "--Logs:Format=Json", "--Frames:SlowAfter=00:00:00.010");
        await using var candidate = await CandidateClient.ConnectAsync(gateway.BaseAddress, "proctoring.v1");
        var session = await StartAsync(candidate);

        await candidate.SendAsync(Scene.Jpeg(Scene.HeldUp));

        var trace = await collector.TraceAsync("frame", "wait", "analyse", Call, Call, "queue", "decode", "infer", "post", "annotate", "verdict", "write");
        var (caller, pods) = (trace.Single(span => span is { Name: Call, Kind: 3 }), trace.Single(span => span is { Name: Call, Kind: 2 }));
        var frame = trace.Single(span => span.Name == "frame");
        Assert.Equal("", frame.Parent);
        Assert.Equal(Parents(trace, "wait", "analyse", "verdict", "write"), Enumerable.Repeat(frame.Id, 4));
        Assert.Equal(trace.Single(span => span.Name == "analyse").Id, caller.Parent);
        Assert.Equal(caller.Id, pods.Parent);
        Assert.Equal(Parents(trace, "queue", "decode", "infer", "post", "annotate"), Enumerable.Repeat(pods.Id, 5));
        Assert.Equal(("proctoring-gateway", "proctoring-inference"), (frame.Service, pods.Service));
        Assert.Equal("written", frame.Attributes["frame.end"]);
        Assert.All(trace, span => Assert.InRange(span.StartedAt, frame.StartedAt, span.EndedAt));
        Assert.DoesNotContain(collector.Spans.SelectMany(span => span.Attributes.Values), value => value.Contains(session, StringComparison.Ordinal) || value.Contains(Room, StringComparison.Ordinal));
        await VerifyExemplarAsync(gateway, frame.TraceId);
        await VerifyLogAsync(gateway, frame.TraceId);
    }

    [Fact]
    public async Task Trace_InOneProcess_HasItsStagesAndTheHeadersOfTheFile()
    {
        var headers = Path.GetTempFileName();
        await File.WriteAllTextAsync(headers, "authorization=Bearer a%20=b\nx-tenant = exams\n");
        await using var collector = await OtlpCollector.StartAsync();
        await using var server = await TracedServers.StartAsync("Proctoring.Standalone", collector.Http, "--Tracing:Protocol=HttpProtobuf", $"--Tracing:HeadersFile={headers}");
        await using var candidate = await CandidateClient.ConnectAsync(server.BaseAddress);

        await candidate.AskAsync(Scene.Jpeg(Scene.HeldUp));

        var trace = await collector.TraceAsync("frame", "wait", "analyse", "decode", "infer", "post", "annotate", "verdict", "write");
        Assert.All(trace, span => Assert.Equal("proctoring-standalone", span.Service));
        Assert.Equal(("Bearer a%20=b", "exams"), (collector.Headers["authorization"], collector.Headers["x-tenant"]));
        File.Delete(headers);
    }

    [Theory]
    [InlineData("--Tracing:Endpoint=")] // the section wins over the environment
    [InlineData("--Tracing:SampleShare=0")]
    public async Task Trace_SwitchedOff_NobodyIsCalled(string setting)
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var server = await ServerProcess.StartAsync("Proctoring.Standalone",
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Grpc.ToString(), ["OTEL_TRACES_SAMPLER_ARG"] = "1" }, setting);
        await using var candidate = await CandidateClient.ConnectAsync(server.BaseAddress);

        await candidate.AskAsync(Scene.Jpeg());
        await candidate.CloseAsync();

        Assert.Equal(0, await server.StopAsync()); // what there was would have been sent by now
        Assert.Equal(0, collector.Connections);
    }

    [Fact]
    public async Task Trace_CollectorAway_FramesAreAnsweredAndTheServerStops()
    {
        await using var server = await TracedServers.StartAsync("Proctoring.Standalone", new Uri("http://127.0.0.1:1"));
        await using var candidate = await CandidateClient.ConnectAsync(server.BaseAddress);

        for (var i = 0; i < 10; i++) Assert.Equal("cell phone detected!", (await candidate.AskAsync(Scene.Jpeg(Scene.HeldUp))).GetProperty("message").GetString());
        await candidate.CloseAsync();

        Assert.Equal(0, await server.StopAsync());
    }

    private static async Task<string> StartAsync(CandidateClient candidate)
    {
        await candidate.SendAsync(Encoding.UTF8.GetBytes($$"""{"type":"start","room":"{{Room}}"}"""), System.Net.WebSockets.WebSocketMessageType.Text);
        return (await candidate.ReceiveJsonAsync()).GetProperty("session").GetString()!;
    }

    private static IEnumerable<string> Parents(IReadOnlyList<ReceivedSpan> trace, params string[] names) => names.Select(name => trace.Single(span => span.Name == name).Parent);

    private static async Task VerifyExemplarAsync(ServerProcess gateway, string traceId)
    {
        using var http = new HttpClient();
        var plain = await http.GetStringAsync(new Uri(gateway.Management, "/metrics"));
        Assert.DoesNotContain("trace_id", plain, StringComparison.Ordinal);
        http.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text; version=1.0.0");
        var open = await http.GetStringAsync(new Uri(gateway.Management, "/metrics"));
        var exemplar = Assert.Single(open.Split('\n'), line => line.Contains("trace_id", StringComparison.Ordinal));
        Assert.StartsWith("proctoring_frame_latency_seconds_bucket{stage=\"total\"", exemplar, StringComparison.Ordinal);
        Assert.Contains($"# {{trace_id=\"{traceId}\"}}", exemplar, StringComparison.Ordinal);
    }

    private static async Task VerifyLogAsync(ServerProcess gateway, string traceId)
    {
        await Eventually.TrueAsync(() => gateway.Output.Contains("\"event\":1003", StringComparison.Ordinal), "the slow frame is logged");
        var line = gateway.Output.Split('\n').First(line => line.Contains("\"event\":1003", StringComparison.Ordinal));
        var entry = JsonDocument.Parse(line).RootElement;
        Assert.Equal((traceId, "warn", 1), (entry.GetProperty("trace_id").GetString(), entry.GetProperty("level").GetString(), entry.GetProperty("fields").GetProperty("Frame").GetInt64()));
    }
}
