using Microsoft.Extensions.Options;
using Proctoring.Contracts;
using Proctoring.Hosting.Telemetry.Tracing;

namespace Proctoring.Gateway.Telemetry;

/// <summary>
/// Decides on arrival which frames are traced, and nothing asks again later. The others cost a number drawn. By chance, not every
/// hundredth: candidates send in a rhythm, and some would never be drawn.
/// </summary>
internal sealed class FrameSampler(TimeProvider time, IOptions<TracingOptions> options)
{
    private readonly double _share = options.Value.IsOn ? options.Value.SampleShare : 0;

    /// <summary>The trace of the frame that has just arrived; null for most.</summary>
    public FrameTrace? Next(int sizeInBytes, in JpegHeader header) =>
        _share > 0 && Random.Shared.NextDouble() < _share ? FrameTrace.Begin(time, sizeInBytes, header) : null;
}
