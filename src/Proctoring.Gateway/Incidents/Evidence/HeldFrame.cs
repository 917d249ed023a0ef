using Proctoring.Contracts;

namespace Proctoring.Gateway.Incidents.Evidence;

/// <summary>A frame with a phone that is kept, and the owner of its original JPEG.</summary>
/// <param name="score">Best score of a phone in it.</param>
internal sealed class HeldFrame(EvidenceBudget budget, PooledBytes? jpeg, DateTimeOffset at, float score, AnalyzedFrame result) : IDisposable
{
    private readonly int _reserved = jpeg?.Capacity ?? 0;
    private PooledBytes? _jpeg = jpeg;

    public DateTimeOffset At { get; } = at;

    public float Score { get; } = score;

    public int Width { get; } = result.Width;

    public int Height { get; } = result.Height;

    public IReadOnlyList<Detection> Objects { get; } = result.Detections;

    /// <summary>Null where there was no room for it, or once it is stored.</summary>
    public PooledBytes? Jpeg => _jpeg;

    /// <summary>Keeps a frame, its JPEG too if there is room. <paramref name="original"/> stays the caller's where there is none.</summary>
    public static HeldFrame Keep(EvidenceBudget budget, PooledBytes original, DateTimeOffset at, float score, AnalyzedFrame result) =>
        new(budget, budget.TryReserve(original) ? original.Detach() : null, at, score, result);

    /// <summary>Gives the JPEG back. What a cancelled upload may still read is left to the garbage collector: it must not become another candidate's.</summary>
    public void Release(bool mayBeRead)
    {
        if (Interlocked.Exchange(ref _jpeg, null) is not { } bytes) return;
        budget.Release(_reserved);
        if (mayBeRead) bytes.Abandon();
        else bytes.Dispose();
    }

    public void Dispose() => Release(mayBeRead: false);
}
