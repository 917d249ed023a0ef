using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Analysis;

/// <summary>One session's line to the detector. Disposed with the session, when no frame is in work any more.</summary>
public interface IAnalysisLine : IDisposable
{
    /// <summary>Most frames of the session in work at once: calls of <see cref="AnalyzeAsync"/> that have not ended.</summary>
    int Width { get; }

    /// <summary>
    /// Waits for its turn, takes the newest frame of <paramref name="frames"/> only then, and analyses it. The frame's bytes
    /// are disposed here, save those of a frame with a phone; the result and those are the caller's to dispose. What can go wrong with a detector is an outcome.
    /// </summary>
    /// <returns>Null when no frame was there to take.</returns>
    ValueTask<FrameAnalysis?> AnalyzeAsync(FrameSlot frames, FrameAsk ask, CancellationToken cancellationToken);
}
