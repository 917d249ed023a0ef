namespace Proctoring.Contracts;

/// <summary>Why a picture is refused before it is decoded.</summary>
public enum JpegProblem
{
    None,
    Empty,
    TooLarge,
    NotJpeg,
    TooManyPixels,
    Progressive,
    Components,
    TooManyScans,
}

/// <summary>How much picture is taken from a stranger. Checked on the bytes and the header alone.</summary>
public sealed record JpegLimits
{
    private const int MaxProgressiveScans = 64;

    /// <summary>Largest JPEG in bytes: 262,144 unless set, 1 KiB to 16 MiB.</summary>
    public int MaxBytes { get; init; } = 262_144;

    /// <summary>Most pixels: 2,097,152 unless set (1,920×1,080 fits).</summary>
    public int MaxPixels { get; init; } = 2_097_152;

    /// <summary>
    /// Whether progressive JPEGs are taken: not unless set. Each of their scans walks every block, and even the 64 that are
    /// let through keep a decoder busy for long; cameras and browsers send baseline.
    /// </summary>
    public bool AllowProgressive { get; init; }

    /// <summary>Checks size first, then the header: nothing is decoded.</summary>
    public JpegProblem Check(ReadOnlySpan<byte> jpeg, out JpegHeader header)
    {
        header = default;
        if (jpeg.IsEmpty) return JpegProblem.Empty;
        if (jpeg.Length > MaxBytes) return JpegProblem.TooLarge;
        if (!JpegHeader.TryRead(jpeg, out header)) return JpegProblem.NotJpeg;
        if (header.Pixels > MaxPixels) return JpegProblem.TooManyPixels;
        if (header.Components is not (1 or 3)) return JpegProblem.Components;
        if (header.IsProgressive && !AllowProgressive) return JpegProblem.Progressive;
        if (!JpegScans.AreAtMost(MaxScans(header), jpeg)) return JpegProblem.TooManyScans;
        return JpegProblem.None;
    }

    /// <summary>A sentence for the sender that names the limit.</summary>
    public string Describe(JpegProblem problem, long sizeInBytes, JpegHeader header) => problem switch
    {
        JpegProblem.Empty => "No frame received",
        JpegProblem.TooLarge => $"The frame has {sizeInBytes:N0} bytes; the limit is {MaxBytes:N0}.",
        JpegProblem.TooManyPixels => $"The frame has {header.Width:N0}×{header.Height:N0} pixels; the limit is {MaxPixels:N0} in all.",
        JpegProblem.Components => $"The frame has {header.Components} components; 1 (gray) and 3 (colour) are taken.",
        JpegProblem.Progressive => "The frame is a progressive JPEG; only baseline JPEGs are taken.",
        JpegProblem.TooManyScans => $"The frame is coded in too many scans; the limit is {MaxScans(header)}.",
        _ => "Frame conversion failed",
    };

    // A baseline picture codes each component once. Progressive ones come in about ten scans; their number is the sender's choice.
    private static int MaxScans(JpegHeader header) => header.IsProgressive ? MaxProgressiveScans : header.Components;
}
