using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Proctoring.Vision.Providers;

/// <summary>NVIDIA GPUs through TensorRT, with CUDA behind it for nodes that TensorRT does not take. Engines are cached.</summary>
internal sealed class TensorRtProvider(TensorRtOptions settings, CudaProvider cuda, EngineCache cache) : IExecutionProvider
{
    public string Name => ProviderNames.TensorRt;

    public string RuntimeName => "TensorrtExecutionProvider";

    public ProviderTraits Traits => ProviderTraits.OnNvidia;

    public void AddTo(SessionOptions options, SessionPlan plan)
    {
        var folder = cache.Open(plan.File); // first: what is missing of NVIDIA's own says most
        using var tensorRt = new OrtTensorRTProviderOptions();
        tensorRt.UpdateOptions(ToRuntime(plan, folder));
        options.AppendExecutionProvider_Tensorrt(tensorRt);
        cuda.AddTo(options, plan);
    }

    /// <summary>An engine that cannot be read back is thrown away, once.</summary>
    public bool Recover() => cache.Clear();

    internal Dictionary<string, string> ToRuntime(SessionPlan plan, string? folder)
    {
        var input = plan.File.Manifest.Input;
        Dictionary<string, string> options = new()
        {
            ["device_id"] = settings.Device.ToString(CultureInfo.InvariantCulture),
            ["trt_fp16_enable"] = settings.Fp16 ? "1" : "0",
            ["trt_max_workspace_size"] = ((long)settings.WorkspaceMiB << 20).ToString(CultureInfo.InvariantCulture),
            ["trt_builder_optimization_level"] = settings.OptimizationLevel.ToString(CultureInfo.InvariantCulture),
            ["trt_context_memory_sharing_enable"] = "1",
            // Without all three a batch of another size would build another engine while candidates wait.
            ["trt_profile_min_shapes"] = Shape(plan.BatchSizes[0]),
            ["trt_profile_opt_shapes"] = Shape(plan.BatchSizes[plan.BatchSizes.Count / 2]),
            ["trt_profile_max_shapes"] = Shape(plan.BatchSizes[^1]),
        };
        if (folder is not null)
        {
            options["trt_engine_cache_enable"] = "1";
            options["trt_engine_cache_path"] = folder;
            options["trt_timing_cache_enable"] = "1";
            options["trt_timing_cache_path"] = folder;
        }
        foreach (var (key, value) in settings.Options) options[key] = value;
        return options;

        string Shape(int batch) => $"{input.Name}:{batch}x{string.Join('x', input.Shape)}";
    }
}

/// <summary>How TensorRT runs models. Section <c>Detector:TensorRt</c>.</summary>
public sealed class TensorRtOptions
{
    /// <summary>Index of the GPU among those the container sees, 0–63. Default 0.</summary>
    public int Device { get; set; }

    /// <summary>Half precision: about twice as fast, boxes move by less than a pixel. Default true.</summary>
    public bool Fp16 { get; set; } = true;

    /// <summary>GPU memory that building an engine may take, 16–65,536 MiB. Default 1,024.</summary>
    public int WorkspaceMiB { get; set; } = 1024;

    /// <summary>0–5: how long to look for faster kernels. Default 3.</summary>
    public int OptimizationLevel { get; set; } = 3;

    /// <summary>Further options by ONNX Runtime's names (<c>trt_…</c>); they win over the others.</summary>
    public IDictionary<string, string> Options { get; } = new Dictionary<string, string>();
}
