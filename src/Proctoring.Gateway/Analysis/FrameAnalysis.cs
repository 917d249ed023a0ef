using Proctoring.Contracts;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Analysis;

/// <summary>A frame and what was made of it. <see cref="Frame.Jpeg"/> is gone by now, save as <see cref="Original"/>.</summary>
/// <param name="Result">Set when it was analysed; also when it turned out to be undecodable.</param>
/// <param name="Waited">From the frame's arrival until it left for the detector. The detector may add its own waiting.</param>
public readonly record struct FrameAnalysis(Frame Frame, AnalysisOutcome Outcome, AnalyzedFrame? Result, TimeSpan Waited)
{
    /// <summary>The JPEG as it was sent, where a phone is in it: it may become evidence. The receiver's to dispose; null otherwise.</summary>
    public PooledBytes? Original { get; private init; }

    /// <summary>Whether the frame shows something new, or something that may be a phone; null where nobody compared it.</summary>
    public bool? HasChanged { get; init; }

    /// <summary>Takes the frame's bytes over where a phone is in it; otherwise they stay with whoever has the frame.</summary>
    public static FrameAnalysis Of(Frame frame, AnalyzedFrame result, TimeSpan waited) =>
        new(frame, AnalysisOutcome.Analysed, result, waited) { Original = SeenObjects.HavePhone(result.Detections) ? frame.Jpeg.Detach() : null };

    public static FrameAnalysis Without(Frame frame, AnalysisOutcome outcome, TimeSpan waited) => new(frame, outcome, null, waited);
}

/// <summary>How the work on a frame ended.</summary>
public enum AnalysisOutcome
{
    Analysed,

    /// <summary>It shows nothing new: the result is the last analysed frame's.</summary>
    StoodOver,

    /// <summary>A newer frame of the session took its place before it was looked at.</summary>
    Superseded,

    /// <summary>The detectors have too much to do and said so.</summary>
    Refused,

    /// <summary>No answer came while it was of use.</summary>
    Late,

    /// <summary>No detector is there.</summary>
    Unavailable,

    /// <summary>A detector could not do it.</summary>
    Failed,
}
