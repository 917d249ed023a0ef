using System.Runtime.CompilerServices;
using Proctoring.Contracts;
using Proctoring.Gateway.Analysis.Remote.Wire;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>
/// A session's two calls. The first may have started in its pod; a newer frame follows it to the same pod and waits there, where
/// it is at hand when the first is done. A third one waits here, in the slot.
/// </summary>
internal sealed class RemoteLine(RemoteServices services, DetectorRequest request) : IAnalysisLine
{
    private Lane? _first;
    private Lane? _second;

    public int Width => 2;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // awaited once, for each frame
    public async ValueTask<FrameAnalysis?> AnalyzeAsync(FrameSlot frames, FramePriority priority, CancellationToken cancellationToken)
    {
        if (!frames.TryTake(out var frame)) return null;
        using var jpeg = frame.Jpeg;
        var waited = services.Time.GetElapsedTime(frame.ArrivedTimestamp);
        if (waited >= services.Options.Deadline) return FrameAnalysis.Without(frame, AnalysisOutcome.Late, waited);

        var (lane, other) = Enter();
        try
        {
            lane.Call.Take(frame, priority, services.Options.Deadline - waited);
            var end = await SendAsync(lane.Call, other);
            return Conclude(frame, end, lane.Call, waited);
        }
        finally
        {
            lane.Call.Finish();
            lane.IsTaken = false;
        }
    }

    // The loop that calls has room for two, so one of the lanes is free.
    private (Lane Mine, Lane? Other) Enter()
    {
        _first ??= new Lane(new InferCall(services, request));
        if (!_first.IsTaken)
        {
            _first.IsTaken = true;
            return (_first, _second);
        }
        _second ??= new Lane(new InferCall(services, request)); // most sessions never need it
        _second.IsTaken = true;
        return (_second, _first);
    }

    private async ValueTask<CallEnd> SendAsync(InferCall call, Lane? other)
    {
        var end = await call.SendAsync(other is { IsTaken: true } ? other.Call.Pod : null, avoided: null);
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
        var result = end.Result switch
        {
            CallResult.Analysed => call.TakeAnswer(),
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
