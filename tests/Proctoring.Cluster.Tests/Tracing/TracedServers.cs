using Proctoring.Testing;
using Proctoring.Testing.Watching.Otlp;

namespace Proctoring.Cluster.Tests.Tracing;

/// <summary>Servers that trace every frame and send what they have at once.</summary>
internal static class TracedServers
{
    private static readonly Dictionary<string, string> AtOnce = new() { ["OTEL_BSP_SCHEDULE_DELAY"] = "50" };

    public static Task<ServerProcess> StartAsync(string project, Uri collector, params string[] settings) =>
        ServerProcess.StartAsync(project, AtOnce, [$"--Tracing:Endpoint={collector}", "--Tracing:SampleShare=1", .. settings]);

    /// <summary>Waits until the trace of one frame is there with all that it should have.</summary>
    /// <param name="names">One for each span: a call between two processes has the caller's and the other's.</param>
    public static async Task<IReadOnlyList<ReceivedSpan>> TraceAsync(this OtlpCollector collector, params string[] names)
    {
        await Eventually.TrueAsync(() => Trace(collector, names) is not null, $"a trace with {string.Join(", ", names)}");
        return Trace(collector, names)!;
    }

    private static List<ReceivedSpan>? Trace(OtlpCollector collector, string[] names) =>
        collector.Spans.GroupBy(span => span.TraceId).Select(spans => spans.ToList())
            .FirstOrDefault(spans => names.CountBy(name => name).All(wanted => spans.Count(span => span.Name == wanted.Key) >= wanted.Value));
}
