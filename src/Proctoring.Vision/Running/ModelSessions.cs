using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Providers;

namespace Proctoring.Vision.Running;

/// <summary>
/// The ONNX Runtime sessions of one model on one provider. On processor cores there are two: <see cref="Lone"/> spreads a frame
/// over every core, <see cref="Crowd"/> gives each of several frames one. A session's thread count cannot change between runs, and
/// a lone frame on one core takes about twice as long, while concurrent frames on all cores lose about a tenth of the
/// throughput to each other. On an accelerator both are the same.
/// </summary>
internal sealed class ModelSessions : IDisposable
{
    private ModelSessions(InferenceSession lone, InferenceSession crowd, ProviderProof proof, IReadOnlyList<int> batchSizes, OrtAllocator? pageLocked, bool oneRunAtATime) =>
        (Lone, Crowd, Proof, BatchSizes, PageLocked, OneRunAtATime) = (lone, crowd, proof, batchSizes, pageLocked, oneRunAtATime);

    public InferenceSession Lone { get; }

    public InferenceSession Crowd { get; }

    /// <summary>What really ran in the crowd's first run.</summary>
    public ProviderProof Proof { get; }

    /// <summary>Ascending: the batches that will be run.</summary>
    public IReadOnlyList<int> BatchSizes { get; }

    /// <summary>Allocates memory that the accelerator copies from directly; null for the ordinary heap.</summary>
    public OrtAllocator? PageLocked { get; }

    /// <inheritdoc cref="ProviderTraits.OneRunAtATime"/>
    public bool OneRunAtATime { get; }

    /// <summary>The type in which the model gives an output: Float or Float16.</summary>
    public TensorElementType OutputType(string name) => Crowd.OutputMetadata[name].ElementDataType;

    /// <summary>Opens the sessions and runs the model once to see what it runs on.</summary>
    /// <exception cref="ModelException">The model is not what its manifest says, or cannot run in the batches that the options name.</exception>
    public static ModelSessions Open(ModelFile file, IExecutionProvider provider, DetectorOptions options)
    {
        var batchSizes = BatchChoice.Of(file, provider, options);
        var crowdPlan = new SessionPlan(file, options.EffectiveCores, options.EffectiveConcurrency, IsLone: false, batchSizes);
        var crowd = Open(provider, crowdPlan, options, profiled: true);
        InferenceSession? lone = null;
        try
        {
            var proof = Prove(crowd, file, provider, batchSizes);
            lone = provider.Traits.TwoSessions && options.EffectiveCores > 1 ? Open(provider, crowdPlan with { IsLone = true }, options, profiled: false) : crowd;
            return new ModelSessions(lone, crowd, proof, batchSizes, PageLockedBy(provider, crowd), provider.Traits.OneRunAtATime);
        }
        catch
        {
            lone?.Dispose();
            crowd.Dispose();
            throw;
        }
    }

    private static InferenceSession Open(IExecutionProvider provider, SessionPlan plan, DetectorOptions options, bool profiled)
    {
        using var session = new SessionOptions();
        session.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
        session.IntraOpNumThreads = plan.Threads;
        session.InterOpNumThreads = 1;
        session.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
        if (profiled) SessionProfile.RequestOf(session);
        // Without this a provider that takes not a single node still makes a session that works, on the processor.
        if (provider is not CpuProvider && !options.AllowCpuNodes) session.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        provider.AddTo(session, plan);
        try
        {
            return new InferenceSession(plan.File.Path, session);
        }
        catch
        {
            SessionProfile.Discard(session);
            throw;
        }
    }

    private static ProviderProof Prove(InferenceSession crowd, ModelFile file, IExecutionProvider provider, IReadOnlyList<int> batchSizes)
    {
        using var profile = new SessionProfile(crowd);
        ModelTensors.Check(file.Path, file.Manifest, batchSizes, crowd);
        return ProviderProof.Of(crowd, profile, provider, file.Manifest.Input, batchSizes[0]);
    }

    private static OrtAllocator? PageLockedBy(IExecutionProvider provider, InferenceSession session)
    {
        if (provider.Traits.PageLocked is not { } name) return null;
        using var place = new OrtMemoryInfo(name, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.CpuOutput);
        return new OrtAllocator(session, place);
    }

    public void Dispose()
    {
        PageLocked?.Dispose();
        Crowd.Dispose();
        if (Lone != Crowd) Lone.Dispose();
    }
}
