using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Proctoring.Vision.Providers;

/// <summary>NVIDIA GPUs through CUDA and cuDNN.</summary>
internal sealed class CudaProvider(CudaOptions settings) : IExecutionProvider
{
    public string Name => ProviderNames.Cuda;

    public string RuntimeName => "CUDAExecutionProvider";

    public ProviderTraits Traits => ProviderTraits.OnNvidia;

    public void AddTo(SessionOptions options, SessionPlan plan)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(settings.ToRuntime());
        options.AppendExecutionProvider_CUDA(cuda);
    }
}

/// <summary>How CUDA runs models. Section <c>Detector:Cuda</c>.</summary>
public sealed class CudaOptions
{
    /// <summary>Index of the GPU among those the container sees, 0–63. Default 0.</summary>
    public int Device { get; set; }

    /// <summary>GPU memory that ONNX Runtime may take, in MiB; 0 (the default) for no limit of its own.</summary>
    public int MemoryLimitMiB { get; set; }

    /// <summary>How cuDNN's convolution algorithms are chosen: <c>EXHAUSTIVE</c> (the default: tried out while warming up), <c>HEURISTIC</c> or <c>DEFAULT</c>.</summary>
    public string CudnnSearch { get; set; } = "EXHAUSTIVE";

    /// <summary>Further options by ONNX Runtime's names; they win over the others.</summary>
    public IDictionary<string, string> Options { get; } = new Dictionary<string, string>();

    internal Dictionary<string, string> ToRuntime()
    {
        Dictionary<string, string> options = new()
        {
            ["device_id"] = Device.ToString(CultureInfo.InvariantCulture),
            ["cudnn_conv_algo_search"] = CudnnSearch,
            ["arena_extend_strategy"] = "kSameAsRequested", // the default doubles, and what it took is never given back
            ["do_copy_in_default_stream"] = "1",
        };
        if (MemoryLimitMiB > 0) options["gpu_mem_limit"] = ((long)MemoryLimitMiB << 20).ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in Options) options[key] = value;
        return options;
    }
}
