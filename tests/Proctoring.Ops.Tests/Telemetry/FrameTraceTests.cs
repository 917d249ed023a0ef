using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Contracts;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting.Telemetry.Tracing;

namespace Proctoring.Ops.Tests.Telemetry;

public sealed class FrameTraceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public FrameTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Spans.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Phases_OfAFrame_FollowEachOtherWithoutAGap()
    {
        var trace = Begin();
        _time.Advance(TimeSpan.FromMilliseconds(10));
        trace.BeginAnalysis();
        _time.Advance(TimeSpan.FromMilliseconds(20));
        trace.BeginVerdict();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        trace.BeginWriting();
        _time.Advance(TimeSpan.FromMilliseconds(2));
        trace.End(FrameEnd.Written);

        Assert.Equal([("wait", 10.0), ("analyse", 20.0), ("verdict", 1.0), ("write", 2.0), ("frame", 33.0)], Spent(trace));
    }

    [Fact]
    public void End_Twice_IsTheFirst()
    {
        var trace = Begin();

        trace.End(FrameEnd.Superseded);
        trace.End(FrameEnd.Written);

        var frame = Assert.Single(Of(trace), span => span.OperationName == "frame");
        Assert.Equal("superseded", frame.GetTagItem("frame.end"));
        Assert.Equal(ActivityStatusCode.Unset, frame.Status);
    }

    [Theory]
    [InlineData(FrameEnd.Late, ActivityStatusCode.Error)]
    [InlineData(FrameEnd.Refused, ActivityStatusCode.Error)]
    [InlineData(FrameEnd.Unavailable, ActivityStatusCode.Error)]
    [InlineData(FrameEnd.Undecodable, ActivityStatusCode.Unset)]
    [InlineData(FrameEnd.Abandoned, ActivityStatusCode.Unset)]
    public void End_WithoutAVerdict_IsAnErrorWhereItIsTheServers(FrameEnd end, ActivityStatusCode status)
    {
        var trace = Begin();

        trace.End(end);

        Assert.Equal(status, Of(trace)[^1].Status);
    }

    [Fact]
    public void Analysed_InThisProcess_LaysItsStagesOutUpToNow()
    {
        var trace = Begin();
        trace.BeginAnalysis();
        _time.Advance(TimeSpan.FromMilliseconds(100));

        trace.Analysed(new StageTimes(Milliseconds(5), Milliseconds(1), Milliseconds(20), Milliseconds(2), Milliseconds(3)));

        var spans = Of(trace).Where(span => span.OperationName != "wait").ToList();
        Assert.Equal([("decode", 69, 1.0), ("infer", 75, 20.0), ("post", 95, 2.0), ("annotate", 97, 3.0)], spans.Select(span => (span.OperationName, Since(span), span.Duration.TotalMilliseconds)));
        trace.End(FrameEnd.Written);

        int Since(Activity span) => (int)(span.StartTimeUtc - (_time.GetUtcNow().UtcDateTime - Milliseconds(100))).TotalMilliseconds;
    }

    private FrameTrace Begin() => FrameTrace.Begin(_time, 20_000, default)!;

    private List<Activity> Of(FrameTrace trace) => [.. _ended.Where(span => span.TraceId.ToHexString() == trace.TraceId)];

    private IEnumerable<(string, double)> Spent(FrameTrace trace) => Of(trace).Select(span => (span.OperationName, span.Duration.TotalMilliseconds));

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
