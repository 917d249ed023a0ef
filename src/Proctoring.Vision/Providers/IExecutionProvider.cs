using Microsoft.ML.OnnxRuntime;

namespace Proctoring.Vision.Providers;

/// <summary>A way to run models: which ONNX Runtime execution provider, set up how.</summary>
internal interface IExecutionProvider
{
    /// <summary>As it is configured and reported, e.g. <c>CUDA</c>.</summary>
    string Name { get; }

    /// <summary>As ONNX Runtime calls it in profiles, e.g. <c>CUDAExecutionProvider</c>.</summary>
    string RuntimeName { get; }

    ProviderTraits Traits { get; }

    /// <summary>Adds the provider to the options of a session.</summary>
    /// <exception cref="ProviderUnavailableException">It cannot be had here; the message says why.</exception>
    void AddTo(SessionOptions options, SessionPlan plan);

    /// <summary>A session could not be made. True when what stood in the way was removed and another try may succeed.</summary>
    bool Recover() => false;
}

/// <summary>How a provider is best used.</summary>
/// <param name="BatchSizes">Ascending; what is run when the options name none.</param>
/// <param name="OneRunAtATime">An accelerator: runs queue up on it, so one runs while other batches are decoded and read.</param>
/// <param name="TwoSessions">Whether a lone frame is quicker with a session of its own that takes every core.</param>
/// <param name="PageLocked">Name of ONNX Runtime's allocator for memory that the accelerator copies from directly; null for none.</param>
internal sealed record ProviderTraits(IReadOnlyList<int> BatchSizes, bool OneRunAtATime, bool TwoSessions, string? PageLocked = null)
{
    /// <summary>Runs on the processor's own cores: batches gain nothing there (measured, 2 cores), a session for lone frames does.</summary>
    public static readonly ProviderTraits OnCores = new([1], OneRunAtATime: false, TwoSessions: true);

    /// <summary>Runs on an NVIDIA GPU.</summary>
    public static readonly ProviderTraits OnNvidia = new([1, 2, 4, 8, 16, 32], OneRunAtATime: true, TwoSessions: false, "CudaPinned");
}
