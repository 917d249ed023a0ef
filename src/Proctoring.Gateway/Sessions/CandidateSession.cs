using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Transport.Dialects;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>
/// One candidate while connected. Three loops run until any of them ends:
/// <code>
/// transport ─▶ ReceiveAsync ─▶ FrameSlot ─▶ AnalyzeAsync ─▶ VerdictRule ─▶ Outbox ─▶ transport
///              checks, counts   newest wins   one in work      pure          one writer
/// </code>
/// </summary>
internal sealed class CandidateSession : IDisposable
{
    private readonly ICandidateTransport _transport;
    private readonly IDialect _dialect;
    private readonly SessionServices _services;
    private readonly FrameSlot _frames;
    private readonly Outbox _outbox;
    private readonly JpegLimits _limits;
    private readonly string _id;
    private SessionState _state;
    private SessionState _saved;
    private long _received;

    public CandidateSession(string id, SessionState state, ICandidateTransport transport, IDialect dialect, SessionServices services)
    {
        (_id, _state, _saved, _transport, _dialect, _services) = (id, state, state, transport, dialect, services);
        _frames = new FrameSlot(() => services.Metrics.FramesSuperseded.Inc());
        _outbox = new Outbox(services.Metrics);
        _limits = services.Frames.Limits;
    }

    /// <summary>Runs until the candidate leaves or <paramref name="draining"/> fires; then frames in work are finished, their verdicts sent and the connection closed.</summary>
    /// <returns>What the candidate was told on closing.</returns>
    public async Task<CloseReason> RunAsync(CancellationToken draining)
    {
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = draining.Register(drained.SetResult);
        var receiving = ReceiveAsync();
        var analysing = AnalyzeAsync(draining);
        var sending = _outbox.SendAsync(_transport);

        await Task.WhenAny(receiving, analysing, sending, drained.Task);
        if (sending.IsCompleted || analysing.IsFaulted) _transport.Abort();
        _frames.Complete();
        await analysing;
        _outbox.Complete();
        await sending;
        var reason = receiving.IsCompleted ? await receiving : CloseReason.Draining;
        await _transport.CloseAsync(reason);
        await receiving;
        return reason;
    }

    private async Task<CloseReason> ReceiveAsync()
    {
        while (true)
        {
            var message = await _transport.ReceiveAsync();
            switch (message.Kind)
            {
                case InboundKind.Frame:
                    Take(message.Bytes!);
                    break;
                case InboundKind.Text:
                    message.Bytes!.Dispose();
                    Reject(JpegProblem.Empty, 0, default);
                    break;
                case InboundKind.TooLarge:
                    _received++;
                    _services.Metrics.FramesReceived.Inc();
                    Reject(JpegProblem.TooLarge, message.SizeInBytes, default);
                    break;
                case InboundKind.FarTooLarge:
                    _services.Metrics.FramesRejected.WithLabels("message_too_large").Inc();
                    return CloseReason.MessageTooLarge(_services.Frames.MaxMessageBytes);
                default:
                    return CloseReason.Finished;
            }
        }
    }

    private void Take(PooledBytes jpeg)
    {
        _received++;
        _services.Metrics.FramesReceived.Inc();
        var problem = _limits.Check(jpeg.Span, out var header);
        if (problem == JpegProblem.None)
        {
            _frames.Publish(new Frame(_received, _services.Clock.Now, _services.Time.GetTimestamp(), jpeg));
            return;
        }
        Reject(problem, jpeg.Length, header);
        jpeg.Dispose();
    }

    private void Reject(JpegProblem problem, long sizeInBytes, JpegHeader header)
    {
        _services.Metrics.FramesRejected.WithLabels(RejectionReasons.Of(problem)).Inc();
        _outbox.Post(_dialect.Error(_limits.Describe(problem, sizeInBytes, header)));
    }

    private async Task AnalyzeAsync(CancellationToken draining)
    {
        while (await _frames.WaitAsync(CancellationToken.None) && !draining.IsCancellationRequested)
        {
            try
            {
                if (await _services.Analyzer.AnalyzeAsync(_frames, draining) is { } analysis) await JudgeAsync(analysis);
            }
            catch (OperationCanceledException) when (draining.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) // one frame that fails must not end the session
            {
                _services.Metrics.FramesFailed.Inc();
                Log.FrameFailed(_services.Logger, _id, e);
                _outbox.Post(_dialect.Error("The frame could not be analysed."));
            }
        }
    }

    private async ValueTask JudgeAsync(Analysis.Analysis analysis)
    {
        using var result = analysis.Result;
        if (result.Failure is { } failure)
        {
            _services.Metrics.FramesRejected.WithLabels(RejectionReasons.Undecodable).Inc();
            _outbox.Post(_dialect.Error(failure));
            return;
        }

        var decision = VerdictRule.Decide(_state, result.Detections, analysis.Frame.ArrivedAt, _services.Verdicts);
        _state = decision.Verdict.State;
        _outbox.Post(_dialect.Verdict(decision.Verdict), result.TakePicture());
        Report(decision, analysis);
        if (!SavePolicy.IsDue(_saved, _state)) return;
        await _services.Store.SaveAsync(_id, _state, CancellationToken.None);
        _saved = _state;
    }

    private void Report(in Decision decision, Analysis.Analysis analysis)
    {
        var total = _services.Time.GetElapsedTime(analysis.Frame.ArrivedTimestamp);
        _services.Metrics.Analysed(analysis.Result.Detector.Provider, analysis.Result.Times with { Wait = analysis.Waited }, total);
        if (decision.Mark is { } mark)
        {
            _services.Metrics.Marks.Inc();
            Log.Marked(_services.Logger, _id, mark.Episode, mark.Held.TotalSeconds);
        }
        if (decision.IsBlindWithPhone)
        {
            _services.Metrics.BlindWithPhone.Inc();
            Log.BlindWithPhone(_services.Logger, _id);
        }
        if (total > _services.Frames.SlowAfter)
        {
            _services.Metrics.FramesSlow.Inc();
            Log.SlowFrame(_services.Logger, _id, analysis.Frame.Number, total.TotalMilliseconds, _services.Frames.SlowAfter.TotalMilliseconds);
        }
    }

    public void Dispose()
    {
        _frames.Dispose();
        _outbox.Dispose();
    }
}
