using System.Diagnostics;
using Proctoring.Contracts;
using Proctoring.Hosting.Telemetry.Tracing;

namespace Proctoring.Gateway.Telemetry;

/// <summary>
/// The trace of one sampled frame. One phase follows the other; the call's other half is the pod's:
/// <code>
/// frame ─┬─ wait ─ analyse ─ verdict ─ write
///                     └─ call ─ in the pod: queue ─ decode ─ infer ─ post ─ annotate
/// </code>
/// </summary>
public sealed class FrameTrace
{
    private readonly TimeProvider _time;
    private readonly Activity _frame;
    private Activity? _phase;
    private int _ended;

    private FrameTrace(TimeProvider time, Activity frame) => (_time, _frame) = (time, frame);

    /// <summary>32 hexadecimal digits.</summary>
    public string TraceId => _frame.TraceId.ToHexString();

    /// <summary>The frame has arrived, and waits. Null where nobody takes spans.</summary>
    internal static FrameTrace? Begin(TimeProvider time, int sizeInBytes, in JpegHeader header)
    {
        if (Spans.Start("frame", ActivityKind.Server, default, time.GetUtcNow()) is not { } frame) return null;
        frame.SetTag("frame.bytes", sizeInBytes).SetTag("frame.width", header.Width).SetTag("frame.height", header.Height);
        var trace = new FrameTrace(time, frame);
        trace.Enter("wait");
        return trace;
    }

    /// <summary>It was taken out of its slot.</summary>
    public void BeginAnalysis() => Enter("analyse");

    /// <summary>A call to a pod begins.</summary>
    internal Activity? BeginCall(string name) => Spans.Start(name, ActivityKind.Client, (_phase ?? _frame).Context, _time.GetUtcNow());

    /// <summary>It was analysed in this process, just now.</summary>
    public void Analysed(in StageTimes times)
    {
        var parent = (_phase ?? _frame).Context;
        var at = _time.GetUtcNow() - times.Decode - times.Wait - times.Infer - times.Post - times.Annotate;
        at = Spans.Took("decode", parent, at, times.Decode) + times.Wait;
        at = Spans.Took("infer", parent, at, times.Infer);
        at = Spans.Took("post", parent, at, times.Post);
        Spans.Took("annotate", parent, at, times.Annotate);
    }

    /// <summary>It was analysed. What the caller logs from now on carries the trace.</summary>
    internal void BeginVerdict()
    {
        Enter("verdict");
        Activity.Current = _frame;
    }

    /// <summary>Its verdict waits for the connection, and is written.</summary>
    internal void BeginWriting() => Enter("write");

    /// <summary>The first call counts.</summary>
    public void End(FrameEnd end)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        var now = _time.GetUtcNow();
        _phase?.Stop(now);
        _frame.SetTag("frame.end", end.ToString().ToLowerInvariant());
        if (end.IsError()) _frame.SetStatus(ActivityStatusCode.Error);
        _frame.Stop(now);
    }

    private void Enter(string phase)
    {
        var now = _time.GetUtcNow();
        _phase?.Stop(now);
        _phase = Spans.Start(phase, ActivityKind.Internal, _frame.Context, now);
    }
}
