using Microsoft.ML.OnnxRuntime;

namespace Proctoring.Vision.Providers;

/// <summary>ONNX Runtime's own kernels. Always there.</summary>
internal sealed class CpuProvider : IExecutionProvider
{
    public string Name => ProviderNames.Cpu;

    public string RuntimeName => "CPUExecutionProvider";

    public ProviderTraits Traits => ProviderTraits.OnCores;

    public void AddTo(SessionOptions options, SessionPlan plan)
    {
        // A lone frame's threads spin between operators: waking them for each of a hundred costs a tenth of the frame. They must
        // not go on after the run, when the cores are for decoders and other sessions.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", plan.Threads > 1 ? "1" : "0");
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
    }
}
