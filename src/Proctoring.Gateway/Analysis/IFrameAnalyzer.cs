using Proctoring.Contracts;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Analysis;

/// <summary>Whatever looks at frames: a detector in this process, or inference pods behind the network.</summary>
public interface IFrameAnalyzer
{
    /// <summary>
    /// Waits for its turn, takes the newest frame of <paramref name="frames"/> only then, and analyses it. The frame's bytes
    /// are disposed here; the result is the caller's to dispose.
    /// </summary>
    /// <returns>Null when no frame was there to take.</returns>
    ValueTask<Analysis?> AnalyzeAsync(FrameSlot frames, CancellationToken cancellationToken);
}

/// <summary>A frame and what was made of it. <see cref="Frame.Jpeg"/> is gone by now.</summary>
/// <param name="Waited">From the frame's arrival until a detector took it.</param>
public sealed record Analysis(Frame Frame, AnalyzedFrame Result, TimeSpan Waited);
