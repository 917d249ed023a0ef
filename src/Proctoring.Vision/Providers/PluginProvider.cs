using Microsoft.ML.OnnxRuntime;

namespace Proctoring.Vision.Providers;

/// <summary>Any provider that comes as a library, set up by configuration alone.</summary>
internal sealed class PluginProvider(string name, PluginOptions settings) : IExecutionProvider
{
    public string Name => name;

    public string RuntimeName => settings.RuntimeName;

    public ProviderTraits Traits { get; } = new([.. settings.BatchSizes.DefaultIfEmpty(1).Order()], settings.OneRunAtATime, TwoSessions: false);

    public void AddTo(SessionOptions options, SessionPlan plan)
    {
        var devices = PluginLibrary.Devices(RuntimeName, settings.Library, settings.Device.AsReadOnly());
        options.AppendExecutionProvider(OrtEnv.Instance(), devices, settings.Options.AsReadOnly());
    }
}

/// <summary>A provider that comes as a library. Section <c>Detector:Plugins:&lt;name&gt;</c>; the name goes into <c>Detector:Providers</c>.</summary>
public sealed class PluginOptions
{
    /// <summary>The library's file.</summary>
    public string Library { get; set; } = "";

    /// <summary>The provider's own name, by which it registers, e.g. <c>NvTensorRTRTXExecutionProvider</c>.</summary>
    public string RuntimeName { get; set; } = "";

    /// <summary>Metadata that a device must have, name and value. Default none: every device the library offers.</summary>
    public Dictionary<string, string> Device { get; } = [];

    /// <summary>The provider's options. Some providers accept what they do not know in silence.</summary>
    public Dictionary<string, string> Options { get; } = [];

    /// <summary>Batches that will be run, each 1–256. Default 1.</summary>
    public IList<int> BatchSizes { get; } = [];

    /// <summary>Whether runs queue up on the device. Default true.</summary>
    public bool OneRunAtATime { get; set; } = true;
}
