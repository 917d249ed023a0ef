using Proctoring.Contracts;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Providers;

namespace Proctoring.Vision;

/// <summary>How a <see cref="Detector"/> is set up.</summary>
public sealed class DetectorOptions
{
    /// <summary>Folder of the model's manifest and ONNX file. Default: <c>models/nanodet-g</c> below the working directory.</summary>
    public string Model { get; set; } = Path.Combine("models", "nanodet-g");

    /// <summary>Cores a lone frame may use, 1–256. 0 (the default): as many as the container's CPU quota gives.</summary>
    public int Cores { get; set; }

    /// <summary>
    /// Turns at a time, 1–256; each has a workspace of some 4 MB a frame of the largest batch. 0 (the default): one a core, on an accelerator 3.
    /// </summary>
    public int Concurrency { get; set; }

    /// <summary>
    /// Execution providers, the best first: TensorRT, CUDA, OpenVINO, CPU, or names from <see cref="Plugins"/>. The first that
    /// really runs the model is taken. Empty (the default): these four in this order.
    /// </summary>
    public IList<string> Providers { get; } = [];

    /// <summary>Providers of which one must run; otherwise the process is never ready and says why. Default none.</summary>
    public IList<string> Require { get; } = [];

    /// <summary>Whether nodes that the provider does not take may run on the processor. Default false: the provider is passed over then.</summary>
    public bool AllowCpuNodes { get; set; }

    /// <summary>Batches that are run and warmed, each 1–256, at most 16 of them. Empty (the default): the provider's own, 1 on processor cores, 1 to 32 on a GPU. A model with a fixed batch runs in that one only.</summary>
    public IList<int> BatchSizes { get; } = [];

    /// <summary>Folder of built engines and compiled models; empty (the default) for none.</summary>
    public string Cache { get; set; } = "";

    public TensorRtOptions TensorRt { get; } = new();

    public CudaOptions Cuda { get; } = new();

    public OpenVinoOptions OpenVino { get; } = new();

    /// <summary>Providers that come as libraries, by the name they have in <see cref="Providers"/>.</summary>
    public IDictionary<string, PluginOptions> Plugins { get; } = new Dictionary<string, PluginOptions>();

    /// <summary>Largest JPEG in bytes, 1 KiB–16 MiB. Default 262,144.</summary>
    public int MaxFrameBytes { get; set; } = 262_144;

    /// <summary>Most pixels of a JPEG, 4,096–67,108,864. Default 2,097,152.</summary>
    public int MaxPixels { get; set; } = 2_097_152;

    /// <summary>JPEG quality of annotated pictures, 1–100. Default 60.</summary>
    public int PictureQuality { get; set; } = 60;

    /// <summary>Checks the options, the model's manifest and its file; loads nothing.</summary>
    /// <exception cref="ModelException">Something is missing, does not match or is out of range; the message names it.</exception>
    public ModelFile Verify()
    {
        Check();
        return ModelFile.Verify(Model);
    }

    // .NET reads the cgroup's quota (rounded up) and DOTNET_PROCESSOR_COUNT here, not the host's core count.
    internal int EffectiveCores => Cores > 0 ? Cores : Environment.ProcessorCount;

    internal IReadOnlyList<string> EffectiveProviders => Providers.Count > 0 ? [.. Providers] : ProviderNames.Default;

    internal string? EffectiveCache => Cache.Length > 0 ? Path.GetFullPath(Cache) : null;

    internal int EffectiveConcurrency => Concurrency > 0 ? Concurrency : EffectiveCores;

    private void Check()
    {
        RequireRange(nameof(Cores), Cores, 0, 256);
        RequireRange(nameof(Concurrency), Concurrency, 0, 256);
        RequireRange(nameof(MaxFrameBytes), MaxFrameBytes, 1024, 16 * 1024 * 1024);
        RequireRange(nameof(MaxPixels), MaxPixels, 4096, 67_108_864);
        RequireRange(nameof(PictureQuality), PictureQuality, 1, 100);
        RequireRange("BatchSizes:Count", BatchSizes.Count, 0, 16);
        foreach (var size in BatchSizes) RequireRange(nameof(BatchSizes), size, 1, 256);
        RequireRange("TensorRt:Device", TensorRt.Device, 0, 63);
        RequireRange("TensorRt:WorkspaceMiB", TensorRt.WorkspaceMiB, 16, 65_536);
        RequireRange("TensorRt:OptimizationLevel", TensorRt.OptimizationLevel, 0, 5);
        RequireRange("Cuda:Device", Cuda.Device, 0, 63);
        RequireRange("Cuda:MemoryLimitMiB", Cuda.MemoryLimitMiB, 0, 1 << 20);
        ProviderList.Check(this);
    }

    private static void RequireRange(string name, int value, int least, int most)
    {
        if (value < least || value > most) throw new ModelException($"Detector:{name} is {value:N0}; it must be {least:N0} to {most:N0}.");
    }

    internal JpegLimits Limits => new() { MaxBytes = MaxFrameBytes, MaxPixels = MaxPixels };
}

/// <summary>What is wanted of one frame.</summary>
public readonly record struct AnalysisRequest
{
    /// <summary>The proctoring path: luma only, the manifest's threshold, an annotated picture.</summary>
    public static AnalysisRequest Proctoring => new() { Gray = true, Picture = PictureWish.Always };

    /// <summary>Decode luma only, whatever the JPEG holds. A manifest that says gray has this effect on every frame.</summary>
    public bool Gray { get; init; }

    /// <summary>Whether the watched detections are drawn and a picture is encoded.</summary>
    public PictureWish Picture { get; init; }

    /// <summary>Score floor, 0–1; null for the manifest's.</summary>
    public float? ScoreFloor { get; init; }
}
