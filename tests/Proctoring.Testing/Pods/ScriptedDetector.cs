using System.Collections.Concurrent;
using Grpc.Core;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Testing.Pods;

/// <summary>The service of a scripted pod.</summary>
internal sealed class ScriptedDetector : GRPCInferenceService.GRPCInferenceServiceBase
{
    private readonly ConcurrentDictionary<string, Sequence> _sequences = new();
    private readonly ScriptedPod _pod;

    public ScriptedDetector(ScriptedPod pod)
    {
        _pod = pod;
        pod.Behaviour.Idle += () =>
        {
            foreach (var sequence in _sequences.Values) sequence.Advance();
        };
    }

    public override Task<ModelReadyResponse> ModelReady(ModelReadyRequest request, ServerCallContext context) =>
        Task.FromResult(new ModelReadyResponse { Ready = request.Name == DetectorContract.Model && _pod.Behaviour.IsReady });

    public override async Task<ModelInferResponse> ModelInfer(ModelInferRequest request, ServerCallContext context)
    {
        _pod.Counters.CountTaken();
        _pod.Requests.Enqueue(request);
        if (_pod.Behaviour.Refuses) return Refuse(context);
        FailIfTold();
        var sequence = _sequences.GetOrAdd(request.Parameters[DetectorContract.Asks.Sequence].StringParam, _ => new Sequence(_pod.Behaviour, _pod.Counters));
        if (!await sequence.EnterAsync(context.CancellationToken)) return Abort(context);
        try
        {
            _pod.Counters.CountStarted();
            await _pod.Behaviour.Done.WaitAsync(context.CancellationToken);
            if (_pod.Behaviour.Takes > TimeSpan.Zero) await Task.Delay(_pod.Behaviour.Takes, context.CancellationToken);
            FailIfTold();
            return Answer(request);
        }
        finally
        {
            sequence.Leave();
        }
    }

    private ModelInferResponse Answer(ModelInferRequest request)
    {
        var raw = request.RawInputContents.Single().Memory;
        if (!RawBytes.TryRead(ref raw, out var jpeg) || !raw.IsEmpty) throw new RpcException(new Status(StatusCode.InvalidArgument, "The image is no BYTES tensor of one element."));
        var detections = FrameScript.Read(jpeg.Span) ?? throw new RpcException(new Status(StatusCode.InvalidArgument, "Frame conversion failed"));
        return ScriptedAnswer.Of(request, jpeg.Span, detections, _pod.Behaviour);
    }

    private void FailIfTold()
    {
        if (_pod.Behaviour.FailsWith != StatusCode.OK) throw new RpcException(new Status(_pod.Behaviour.FailsWith, "The script says so."));
    }

    // As the real pod does: a status beside an empty message. Failures above have no message; both must be understood.
    private ModelInferResponse Refuse(ServerCallContext context)
    {
        _pod.Counters.CountRefused();
        if (_pod.Behaviour.RetryAfter is { } milliseconds) context.ResponseTrailers.Add(DetectorContract.RetryAfter, milliseconds.ToString());
        context.Status = new Status(StatusCode.ResourceExhausted, "The queue is full.");
        return new ModelInferResponse();
    }

    private ModelInferResponse Abort(ServerCallContext context)
    {
        _pod.Counters.CountAborted();
        context.Status = new Status(StatusCode.Aborted, "A newer frame of the sequence came.");
        return new ModelInferResponse();
    }
}
