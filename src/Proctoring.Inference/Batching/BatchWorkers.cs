using Proctoring.Contracts;
using Proctoring.Inference.Telemetry;
using Proctoring.Vision;

namespace Proctoring.Inference.Batching;

/// <summary>
/// Runs what waits, as many batches at a time as the detector has turns: while one is run, the next is decoded and the last is read.
/// <code>
/// FrameQueue ─▶ batch ─▶ DetectorTurn: decode ▶ run ▶ read and draw ─▶ outcomes
/// </code>
/// </summary>
internal sealed class BatchWorkers(FrameQueue queue, ServiceRate rate, InferenceMetrics metrics, TimeProvider time, ILogger<BatchWorkers> logger)
{
    /// <summary>Runs until cancelled; batches in work are finished.</summary>
    public async Task RunAsync(Detector detector, CancellationToken cancellationToken)
    {
        queue.FitTo(detector.Concurrency * detector.BatchSizes[^1]);
        await Task.WhenAll(Enumerable.Range(0, detector.Concurrency).Select(_ => RunOneAsync(detector, cancellationToken)));
    }

    private async Task RunOneAsync(Detector detector, CancellationToken cancellationToken)
    {
        using var turn = await detector.EnterAsync(cancellationToken);
        var batch = new Batch(turn.Capacity);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var count = await queue.TakeAsync(batch.Frames, cancellationToken);
                Run(turn, batch, count);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Run(DetectorTurn turn, Batch batch, int count)
    {
        var started = time.GetTimestamp();
        try
        {
            batch.Analyze(turn, count);
        }
        catch (Exception e) // a batch that fails must not end the worker
        {
            Log.BatchFailed(logger, count, e);
            for (var i = 0; i < count; i++) batch.Frames[i].TryEnd(new FrameOutcome(OutcomeKind.Failed));
            return;
        }
        metrics.Ran(count);
        rate.Observe(count, time.GetElapsedTime(started));
        for (var i = 0; i < count; i++)
        {
            var waited = time.GetElapsedTime(batch.Frames[i].ArrivedAt, started);
            batch.Frames[i].TryEnd(new FrameOutcome(OutcomeKind.Analyzed, batch.Results[i], waited, count));
        }
        batch.Clear();
    }

    /// <summary>The frames that a worker has in hand, and their results.</summary>
    private sealed class Batch(int capacity)
    {
        private readonly FrameJob[] _jobs = new FrameJob[capacity];

        public PendingFrame[] Frames { get; } = new PendingFrame[capacity];

        public AnalyzedFrame[] Results { get; } = new AnalyzedFrame[capacity];

        public void Analyze(DetectorTurn turn, int count)
        {
            for (var i = 0; i < count; i++) _jobs[i] = Frames[i].Job;
            turn.Analyze(_jobs.AsMemory(0, count), Results.AsMemory(0, count));
        }

        // The arrays outlive the frames, whose pictures must not.
        public void Clear()
        {
            Array.Clear(_jobs);
            Array.Clear(Frames);
            Array.Clear(Results);
        }
    }
}
