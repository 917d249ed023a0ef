using Proctoring.Contracts;

namespace Proctoring.Inference.Batching;

internal enum OutcomeKind
{
    /// <summary>It ran, or could not be decoded: the analysis says which.</summary>
    Analyzed,

    /// <summary>A newer frame of its sequence took its place before it was started.</summary>
    Replaced,

    /// <summary>Its deadline passed before it was started.</summary>
    Expired,

    /// <summary>Its caller has gone before it was started.</summary>
    Cancelled,

    /// <summary>No room to wait in.</summary>
    Refused,

    /// <summary>The detector failed on it.</summary>
    Failed,
}

/// <summary>What became of a frame.</summary>
/// <param name="Analysis">Where it was analysed; the caller's to dispose.</param>
/// <param name="Waited">From arrival until its batch was begun.</param>
/// <param name="Batch">Frames of its batch.</param>
/// <param name="RetryAfter">Where it was refused: when there may be room.</param>
internal readonly record struct FrameOutcome(OutcomeKind Kind, AnalyzedFrame? Analysis = null, TimeSpan Waited = default, int Batch = 0, TimeSpan RetryAfter = default);
