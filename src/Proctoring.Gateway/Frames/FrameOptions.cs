using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Proctoring.Contracts;

namespace Proctoring.Gateway.Frames;

/// <summary>What frames are taken from a candidate. Section <c>Frames</c>.</summary>
public sealed class FrameOptions
{
    /// <summary>Largest frame in bytes. 1 KiB–16 MiB, default 262,144. A message over four times this closes the socket.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxBytes { get; set; } = 262_144;

    /// <summary>Most pixels of a frame. 4,096–67,108,864, default 2,097,152.</summary>
    [Range(4096, 67_108_864)]
    public int MaxPixels { get; set; } = 2_097_152;

    /// <summary>A frame that takes longer than this from arrival to verdict is logged as a warning. 10 ms–60 s, default 0.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Frames a second that a connection may send on average; what comes faster is refused. 0.1–1,000, default 10.</summary>
    [Range(0.1, 1000)]
    public double MaxRate { get; set; } = 10;

    /// <summary>Frames that may come at once before <see cref="MaxRate"/> bites. 1–10,000, default 30.</summary>
    [Range(1, 10_000)]
    public int MaxBurst { get; set; } = 30;

    /// <summary>Frames refused in a row for coming too fast before the connection is closed. 1–100,000, default 300.</summary>
    [Range(1, 100_000)]
    public int MaxTooFast { get; set; } = 300;

    internal int MaxMessageBytes => 4 * MaxBytes;

    internal JpegLimits Limits => new() { MaxBytes = MaxBytes, MaxPixels = MaxPixels };
}

[OptionsValidator]
internal sealed partial class FrameOptionsValidator : IValidateOptions<FrameOptions>;
