using Proctoring.Vision;

namespace Proctoring.Inference.Batching;

/// <summary>A frame from its arrival to its answer.</summary>
/// <param name="job">Its JPEG stays readable until the outcome is there.</param>
/// <param name="sequence">Whose it is: of one sequence one frame waits. Null for none.</param>
/// <param name="priority">0, the first, to <see cref="Priorities"/> − 1.</param>
/// <param name="arrivedAt">By <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="deadline">From then on the answer is of no use, by the same clock; null for never.</param>
internal sealed class PendingFrame(FrameJob job, string? sequence, int priority, long arrivedAt, long? deadline)
{
    /// <summary>Levels of priority.</summary>
    public const int Priorities = 4;

    private readonly TaskCompletionSource<FrameOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FrameJob Job { get; } = job;

    public string? Sequence { get; } = sequence;

    public int Priority { get; } = priority;

    public long ArrivedAt { get; } = arrivedAt;

    public Task<FrameOutcome> Outcome => _outcome.Task;

    public bool IsExpired(long now) => now >= deadline;

    /// <summary>Ends the frame. The first call counts; false for any other.</summary>
    public bool TryEnd(in FrameOutcome outcome) => _outcome.TrySetResult(outcome);
}
