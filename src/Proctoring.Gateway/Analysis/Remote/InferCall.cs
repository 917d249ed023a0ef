using System.Diagnostics;
using Grpc.Core;
using Proctoring.Contracts;
using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Gateway.Analysis.Remote.Wire;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>
/// One call to a pod, used again and again, for one frame at a time. It is also its own request and its own response message:
/// what is sent is written from it, and what comes back is read into it.
/// </summary>
/// <remarks>
/// Neither the picker nor the deserializer is told which call it works for, so the call lies in its execution context. That
/// context is made once, for an ambient value set for each frame would be a new one each time. It leaves out the activity of the
/// candidate's socket: a socket lives for hours, and thousands of frames are no children of its handshake.
/// </remarks>
internal sealed class InferCall : IDisposable
{
    private static readonly AsyncLocal<InferCall?> Ambient = new();

    private readonly RemoteServices _services;
    private readonly DetectorRequest _request;
    private readonly ExecutionContext _context;
    private Frame _frame;
    private FrameAsk _ask;
    private CancellationTokenSource _deadline;
    private AsyncUnaryCall<InferCall>? _call;
    private long _sentAt;
    private Activity? _span;
    private AnalyzedFrame? _answer;

    public InferCall(RemoteServices services, DetectorRequest request)
    {
        (_services, _request) = (services, request);
        _deadline = NewDeadline();
        _context = ContextOf(this);
    }

    /// <summary>The call on whose behalf the running code works; null for calls of another kind.</summary>
    public static InferCall? Current => Ambient.Value;

    /// <summary>Where the call goes if it can.</summary>
    public Pod? Wanted { get; private set; }

    /// <summary>Where the call goes only if it must.</summary>
    public Pod? Avoided { get; private set; }

    /// <summary>The pod that has the call; null before one was picked.</summary>
    public Pod? Pod { get; private set; }

    /// <summary>Time until the answer is of no use any more.</summary>
    public TimeSpan Left => _services.Options.Deadline - _services.Time.GetElapsedTime(_frame.ArrivedTimestamp);

    /// <summary>Begins work on a frame, which is over after <paramref name="left"/>.</summary>
    public void Take(in Frame frame, in FrameAsk ask, TimeSpan left)
    {
        (_frame, _ask) = (frame, ask);
        _deadline.CancelAfter(left);
    }

    /// <summary>The work on the frame is over: nothing of it is kept.</summary>
    public void Finish()
    {
        TakeAnswer()?.Dispose();
        (_frame, Pod) = (default, null);
        if (_deadline.TryReset()) return;
        _deadline.Dispose();
        _deadline = NewDeadline();
    }

    /// <summary>Sends the frame once.</summary>
    public async ValueTask<CallEnd> SendAsync(Pod? wanted, Pod? avoided)
    {
        (Wanted, Avoided, Pod) = (wanted, avoided, null);
        _span = _frame.Trace?.BeginCall(CallSpan.Name);
        ExecutionContext.Run(_context, static call => ((InferCall)call!).Begin(), this);
        var response = _call!.ResponseAsync;
        // What pods refuse is everyday business: the exception is looked at, never thrown.
        await ((Task)response).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _call.Dispose();
        Pod?.Leave();
        var end = EndOf(response);
        _span?.End(end, Pod, _services.Time.GetUtcNow());
        return end;
    }

    private CallEnd EndOf(Task<InferCall> response)
    {
        if (response.IsCompletedSuccessfully) return _answer is null ? CallEnd.WithoutDetections : CallEnd.Analysed;
        var failure = response.Exception?.InnerException as RpcException;
        if (Pod is null) return CallEnd.WithoutPod(failure);
        return _deadline.IsCancellationRequested ? CallEnd.Overdue : CallEnd.Of(failure);
    }

    /// <summary>Hands the result of a call that ended well to the caller.</summary>
    public AnalyzedFrame? TakeAnswer() => Interlocked.Exchange(ref _answer, null);

    /// <summary>The picker has chosen. It may choose again where a connection was lost in the same moment.</summary>
    public void Board(Pod pod)
    {
        Pod?.Leave();
        Pod = pod;
        pod.Enter();
    }

    private void Begin()
    {
        _sentAt = _services.Time.GetTimestamp();
        _call = _services.Invoker.AsyncUnaryCall(DetectorMethod.Infer, null, new CallOptions(_span?.Headers(), cancellationToken: _deadline.Token), this);
    }

    /// <summary>Writes the request message.</summary>
    public void Write(SerializationContext context)
    {
        var timeout = Math.Max(1, (long)Left.TotalMicroseconds);
        var size = _request.SizeOf(_frame.Jpeg.Length, _ask, timeout);
        context.SetPayloadLength(size);
        var target = context.GetBufferWriter();
        _request.Write(target.GetSpan(size), _frame.Jpeg.Span, _ask, timeout);
        target.Advance(size);
        context.Complete();
    }

    /// <summary>Reads the response message. It may be empty: a refusal's status comes after it.</summary>
    public void Read(ReadOnlySpan<byte> message)
    {
        var response = DetectorResponse.Parse(message);
        if (!response.HasRows) return;
        _answer = new AnalyzedFrame
        {
            Width = _frame.Width,
            Height = _frame.Height,
            Detections = _services.Rows.Read(response.Rows, response.Tells.Labels, _frame),
            Drawn = response.Tells.Drawn,
            PhoneScore = response.Tells.PhoneScore,
            Times = response.Tells.Times(_services.Time.GetElapsedTime(_sentAt)),
            Detector = _services.Identities.Of(response.Tells),
        }.With(response.Picture.IsEmpty ? null : PooledBytes.Copy(response.Picture));
    }

    private CancellationTokenSource NewDeadline() => new(Timeout.InfiniteTimeSpan, _services.Time);

    private static ExecutionContext ContextOf(InferCall call)
    {
        ExecutionContext? context = null;
        ExecutionContext.Run(ExecutionContext.Capture()!, _ =>
        {
            Activity.Current = null;
            Ambient.Value = call;
            context = ExecutionContext.Capture();
        }, null);
        return context!;
    }

    public void Dispose() => _deadline.Dispose();
}
