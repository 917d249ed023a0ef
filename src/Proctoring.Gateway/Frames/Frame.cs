using Proctoring.Contracts;
using Proctoring.Gateway.Gating;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Frames;

/// <summary>One JPEG of a candidate. Whoever takes it out of the <see cref="FrameSlot"/> owns its bytes.</summary>
/// <param name="Number">From 1: the nth binary message of the connection.</param>
/// <param name="ArrivedAt">When its last byte had arrived; the time that verdicts use.</param>
/// <param name="ArrivedTimestamp">The same moment for measuring latency, by <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="Width">Pixels, by its header.</param>
/// <param name="Height">Pixels, by its header.</param>
/// <param name="Trace">Of a sampled frame; whoever ends the frame's way ends it.</param>
public readonly record struct Frame(long Number, DateTimeOffset ArrivedAt, long ArrivedTimestamp, PooledBytes Jpeg, int Width, int Height, FrameTrace? Trace = null)
{
    /// <summary>What it looks like; null where nobody asks, or where that cannot be told.</summary>
    public Thumbnail? Thumbnail { get; init; }
}
