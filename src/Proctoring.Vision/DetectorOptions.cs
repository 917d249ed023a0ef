using Proctoring.Contracts;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision;

/// <summary>How a <see cref="Detector"/> is set up.</summary>
public sealed class DetectorOptions
{
    /// <summary>Folder of the model's manifest and ONNX file. Default: <c>models/nanodet-g</c> below the working directory.</summary>
    public string Model { get; set; } = Path.Combine("models", "nanodet-g");

    /// <summary>Cores a lone frame may use, 1–256. 0 (the default): as many as the container's CPU quota gives.</summary>
    public int Cores { get; set; }

    /// <summary>Frames analysed at a time, 1–256; each has a workspace of about 6 MB. 0 (the default): one a core.</summary>
    public int Concurrency { get; set; }

    /// <summary>Largest JPEG in bytes, 1 KiB–16 MiB. Default 262,144.</summary>
    public int MaxFrameBytes { get; set; } = 262_144;

    /// <summary>Most pixels of a JPEG, 4,096–67,108,864. Default 2,097,152.</summary>
    public int MaxPixels { get; set; } = 2_097_152;

    /// <summary>JPEG quality of annotated pictures, 1–100. Default 60.</summary>
    public int PictureQuality { get; set; } = 60;

    // .NET reads the cgroup's quota (rounded up) and DOTNET_PROCESSOR_COUNT here, not the host's core count.
    internal int EffectiveCores => Cores > 0 ? Cores : Environment.ProcessorCount;

    internal int EffectiveConcurrency => Concurrency > 0 ? Concurrency : EffectiveCores;

    /// <exception cref="ModelException">An option is out of range; the message names it.</exception>
    internal void Check()
    {
        Require(nameof(Cores), Cores, 0, 256);
        Require(nameof(Concurrency), Concurrency, 0, 256);
        Require(nameof(MaxFrameBytes), MaxFrameBytes, 1024, 16 * 1024 * 1024);
        Require(nameof(MaxPixels), MaxPixels, 4096, 67_108_864);
        Require(nameof(PictureQuality), PictureQuality, 1, 100);
    }

    private static void Require(string name, int value, int least, int most)
    {
        if (value < least || value > most) throw new ModelException($"Detector:{name} is {value:N0}; it must be {least:N0} to {most:N0}.");
    }

    internal JpegLimits Limits => new() { MaxBytes = MaxFrameBytes, MaxPixels = MaxPixels };
}

/// <summary>What is wanted of one frame.</summary>
public readonly record struct AnalysisRequest
{
    /// <summary>The proctoring path: luma only, the manifest's threshold, an annotated picture.</summary>
    public static AnalysisRequest Proctoring => new() { Gray = true, Annotate = true };

    /// <summary>Decode luma only, whatever the JPEG holds. A manifest that says gray has this effect on every frame.</summary>
    public bool Gray { get; init; }

    /// <summary>Draw the watched detections and encode a picture.</summary>
    public bool Annotate { get; init; }

    /// <summary>Score floor, 0–1; null for the manifest's.</summary>
    public float? ScoreFloor { get; init; }
}
