using Grpc.Core;
using Microsoft.Extensions.Options;
using Proctoring.Contracts.OpenInference;
using Proctoring.Inference.Batching;
using Proctoring.Inference.Serving;
using Proctoring.Inference.Telemetry;
using Proctoring.Vision;

namespace Proctoring.Inference.Protocol;

/// <summary>
/// From a request to its answer, however it came:
/// <code>
/// gRPC, stream, HTTP ─▶ InferAskReader ─▶ PendingFrame ─▶ FrameQueue ─▶ BatchWorkers ─▶ InferResponse
/// </code>
/// </summary>
internal sealed class Inferring(Service service, FrameQueue queue, ServiceRate rate, InferenceMetrics metrics, TimeProvider time, IOptions<BatchingOptions> batching)
{
    /// <param name="deadline">Left to the caller; null for no end.</param>
    /// <param name="gone">Fires when nobody waits for the answer any more.</param>
    /// <param name="trace">Of a call that its caller traces.</param>
    /// <returns>The caller's to dispose when it has been written.</returns>
    public async Task<InferAnswer> AnswerAsync(ModelInferRequest request, TimeSpan? deadline, CancellationToken gone, CallTrace? trace = null)
    {
        var arrived = time.GetTimestamp();
        if (request.ModelName != DetectorContract.Model) return InferAnswer.No(StatusCode.NotFound, $"There is no model '{request.ModelName}'; there is {DetectorContract.Model}.");
        if (service.Model is not { } model) return InferAnswer.No(StatusCode.Unavailable, $"Not ready: {service.Status}.");
        if (request.ModelVersion.Length > 0 && request.ModelVersion != model.Version)
            return InferAnswer.No(StatusCode.NotFound, $"There is no version '{request.ModelVersion}' of {DetectorContract.Model}; there is {model.Version}.");
        if (!InferAskReader.TryRead(request, batching.Value.MaxImages, out var ask, out var complaint)) return InferAnswer.No(StatusCode.InvalidArgument, complaint);

        var frames = Frames(ask!, arrived, deadline);
        if (!TryAdd(frames)) return Refuse(model);
        await using var leaving = gone.Register(() => Remove(frames));
        var outcomes = await Task.WhenAll(frames.Select(frame => frame.Outcome));
        if (trace is not null) foreach (var outcome in outcomes) trace.Took(outcome);
        try
        {
            return Answer(request, model, ask!, outcomes, arrived);
        }
        finally
        {
            foreach (var outcome in outcomes) outcome.Analysis?.Dispose();
        }
    }

    private PendingFrame[] Frames(InferAsk ask, long arrived, TimeSpan? deadline)
    {
        var patience = deadline is null || ask.Timeout < deadline ? ask.Timeout : deadline;
        long? end = patience is { } left ? arrived + (long)(left.TotalSeconds * time.TimestampFrequency) : null;
        return [.. ask.Images.Select(image => new PendingFrame(new FrameJob(image, ask.Request), ask.Sequence, ask.Priority, arrived, end))];
    }

    private bool TryAdd(PendingFrame[] frames)
    {
        for (var added = 0; added < frames.Length; added++)
        {
            if (queue.TryAdd(frames[added])) continue;
            Remove(frames.AsSpan(0, added));
            return false;
        }
        return true;
    }

    private void Remove(ReadOnlySpan<PendingFrame> frames)
    {
        foreach (var frame in frames) queue.TryRemove(frame);
    }

    private InferAnswer Refuse(ServedModel model)
    {
        metrics.Answered(OutcomeKind.Refused);
        return InferAnswer.No(StatusCode.ResourceExhausted, $"{queue.Room} frames wait already.", rate.RetryAfter(queue.Waiting, model.Workers));
    }

    private InferAnswer Answer(ModelInferRequest request, ServedModel model, InferAsk ask, FrameOutcome[] outcomes, long arrived)
    {
        foreach (var outcome in outcomes) metrics.Answered(outcome.Kind);
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (Complaint(outcomes[i]) is not { } answer) continue;
            return outcomes.Length == 1 ? answer : answer with { Sentence = $"Picture {i + 1} of {outcomes.Length}: {answer.Sentence}" };
        }
        var answered = InferResponse.Of(request, model, ask, outcomes);
        foreach (var outcome in outcomes) metrics.Took(outcome.Analysis!.Times with { Wait = outcome.Waited + outcome.Analysis.Times.Wait }, time.GetElapsedTime(arrived));
        return answered;
    }

    // Null for a frame that was analysed.
    private static InferAnswer? Complaint(in FrameOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Analyzed => outcome.Analysis!.Failure is { } failure ? InferAnswer.No(StatusCode.InvalidArgument, failure) : null,
        OutcomeKind.Replaced => InferAnswer.No(StatusCode.Aborted, "A newer frame of the sequence took this one's place."),
        OutcomeKind.Expired => InferAnswer.No(StatusCode.DeadlineExceeded, $"The frame waited {outcome.Waited.TotalMilliseconds:N0} ms, which is past its deadline."),
        OutcomeKind.Cancelled => InferAnswer.No(StatusCode.Cancelled, "The caller has gone."),
        _ => InferAnswer.No(StatusCode.Internal, "The frame could not be analysed."),
    };
}
