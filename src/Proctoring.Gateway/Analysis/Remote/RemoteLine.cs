using Proctoring.Contracts;
using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Gateway.Analysis.Remote.Wire;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>
/// A session's two calls. The first may have started in its pod, or wait there; a newer frame follows it, to be at hand when the
/// first is done, or to take its place. A third one waits here, in the slot.
/// </summary>
internal sealed class RemoteLine(RemoteServices services, DetectorRequest request) : IAnalysisLine
{
    // A session that always follows its older frames would never leave a slow pod.
    private const int MostInARow = 3;

    private Lane? _first;
    private Lane? _second;
    private Lane? _latest;
    private int _followed;

    public int Width => 2;

    public async ValueTask<FrameAnalysis?> AnalyzeAsync(FrameSlot frames, FrameAsk ask, CancellationToken cancellationToken)
    {
        if (!frames.TryTake(out var frame)) return null;
        using var jpeg = frame.Jpeg;
        frame.Trace?.BeginAnalysis();
        var waited = services.Time.GetElapsedTime(frame.ArrivedTimestamp);
        if (waited >= services.Options.Deadline) return FrameAnalysis.Without(frame, AnalysisOutcome.Late, waited);

        var (wanted, avoided) = Preferences();
        var lane = _latest = Enter();
        try
        {
            lane.Call.Take(frame, ask, services.Options.Deadline - waited);
            var end = await SendAsync(lane.Call, wanted, avoided);
            return Conclude(frame, end, lane.Call, waited);
        }
        catch
        {
            frame.Trace?.End(FrameEnd.Failed);
            throw;
        }
        finally
        {
            lane.Call.Finish();
            lane.IsTaken = false;
        }
    }

    // The frame before is followed if it is still at its pod. Not so one that newer frames have overtaken, or that was followed
    // again and again: its pod has been slow, so others are tried first.
    private (Pod? Wanted, Pod? Avoided) Preferences()
    {
        _followed = _latest is { IsTaken: true } && _followed < MostInARow ? _followed + 1 : 0;
        if (_followed > 0) return (_latest!.Call.Pod, null);
        return (null, _first is { IsTaken: true } ? _first.Call.Pod : _second is { IsTaken: true } ? _second.Call.Pod : null);
    }

    // The loop that calls has room for two, so one of the lanes is free. Most sessions never need the second.
    private Lane Enter()
    {
        _first ??= new Lane(new InferCall(services, request));
        var lane = _first.IsTaken ? _second ??= new Lane(new InferCall(services, request)) : _first;
        lane.IsTaken = true;
        return lane;
    }

    private async ValueTask<CallEnd> SendAsync(InferCall call, Pod? wanted, Pod? avoided)
    {
        var end = await call.SendAsync(wanted, avoided);
        services.Watch.Record(end, call.Pod);
        if (!end.IsWorthARetry || call.Pod is not { } failed) return end;
        if (call.Left < services.Options.Deadline / 3) return end; // the next pod would hardly be in time
        if (end.Result == CallResult.Refused && !services.Pods.HasOther(failed)) return end;

        end = await call.SendAsync(wanted: null, avoided: failed);
        services.Watch.Record(end, call.Pod);
        return end;
    }

    private FrameAnalysis Conclude(Frame frame, CallEnd end, InferCall call, TimeSpan waited)
    {
        if (end.Result == CallResult.Analysed && call.TakeAnswer() is { } answer) return FrameAnalysis.Of(frame, answer, waited);
        var result = end.Result switch
        {
            CallResult.Undecodable => AnalyzedFrame.Failed(services.Identities.Latest, end.Sentence),
            _ => null,
        };
        return new FrameAnalysis(frame, end.Outcome, result, waited);
    }

    public void Dispose()
    {
        _first?.Call.Dispose();
        _second?.Call.Dispose();
    }

    private sealed class Lane(InferCall call)
    {
        private volatile bool _isTaken;

        public InferCall Call { get; } = call;

        public bool IsTaken
        {
            get => _isTaken;
            set => _isTaken = value;
        }
    }
}
