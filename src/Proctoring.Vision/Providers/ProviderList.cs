using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Providers;

internal static class ProviderList
{
    /// <summary>The configured providers, in their order.</summary>
    public static IEnumerable<IExecutionProvider> Of(DetectorOptions options, Action<string> say) =>
        options.EffectiveProviders.Select(name => Of(name, options, say));

    private static IExecutionProvider Of(string name, DetectorOptions options, Action<string> say) => name switch
    {
        ProviderNames.Cpu => new CpuProvider(),
        ProviderNames.Cuda => new CudaProvider(options.Cuda),
        ProviderNames.TensorRt => new TensorRtProvider(
            options.TensorRt, new CudaProvider(options.Cuda), new EngineCache(options.EffectiveCache, () => NvidiaFacts.Read(options.TensorRt.Device), say)),
        ProviderNames.OpenVino => new OpenVinoProvider(options.OpenVino, options.EffectiveCache),
        _ => new PluginProvider(name, options.Plugins[name]),
    };

    /// <exception cref="ModelException">A provider is not known, or a setting is out of range; the message names it.</exception>
    public static void Check(DetectorOptions options)
    {
        foreach (var name in options.EffectiveProviders)
        {
            if (name is ProviderNames.Cpu or ProviderNames.Cuda or ProviderNames.TensorRt or ProviderNames.OpenVino) continue;
            if (!options.Plugins.TryGetValue(name, out var plugin))
                throw new ModelException($"Detector:Providers names '{name}', which is none of {string.Join(", ", ProviderNames.Default)} and not set up in Detector:Plugins.");
            if (plugin.Library.Length == 0 || plugin.RuntimeName.Length == 0)
                throw new ModelException($"Detector:Plugins:{name} needs a Library and a RuntimeName.");
        }
        foreach (var name in options.Require)
        {
            if (!options.EffectiveProviders.Contains(name)) throw new ModelException($"Detector:Require names '{name}', which is not among Detector:Providers.");
        }
        if (options.Cuda.CudnnSearch is not ("EXHAUSTIVE" or "HEURISTIC" or "DEFAULT"))
            throw new ModelException($"Detector:Cuda:CudnnSearch is '{options.Cuda.CudnnSearch}'; EXHAUSTIVE, HEURISTIC and DEFAULT are known.");
    }
}
