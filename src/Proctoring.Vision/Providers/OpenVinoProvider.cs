using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace Proctoring.Vision.Providers;

/// <summary>Intel's OpenVINO, built into the native runtime or as a plug-in library.</summary>
internal sealed class OpenVinoProvider(OpenVinoOptions settings, string? cache) : IExecutionProvider
{
    public string Name => ProviderNames.OpenVino;

    public string RuntimeName => "OpenVINOExecutionProvider";

    public ProviderTraits Traits { get; } = settings.Device == "CPU" ? ProviderTraits.OnCores : new([1, 2, 4, 8], OneRunAtATime: true, TwoSessions: false);

    public void AddTo(SessionOptions options, SessionPlan plan)
    {
        Dictionary<string, string> runtimeOptions = new() { ["load_config"] = LoadConfig(plan) };
        if (settings.Library.Length == 0)
        {
            runtimeOptions["device_type"] = settings.Device;
            options.AppendExecutionProvider("OpenVINO", runtimeOptions);
            return;
        }
        var devices = PluginLibrary.Devices(RuntimeName, settings.Library, new Dictionary<string, string> { ["ov_device"] = settings.Device });
        options.AppendExecutionProvider(OrtEnv.Instance(), devices, runtimeOptions);
    }

    // OpenVINO's own properties, by device: https://docs.openvino.ai, "Inference Devices and Modes". What it does not know fails the
    // session with its name; beside load_config it would be ignored in silence.
    internal string LoadConfig(SessionPlan plan)
    {
        Dictionary<string, string> properties = [];
        if (Traits.TwoSessions)
        {
            properties["PERFORMANCE_HINT"] = plan.IsLone ? "LATENCY" : "THROUGHPUT";
            properties["INFERENCE_NUM_THREADS"] = plan.Cores.ToString(CultureInfo.InvariantCulture);
            properties["NUM_STREAMS"] = (plan.IsLone ? 1 : plan.Callers).ToString(CultureInfo.InvariantCulture);
        }
        if (cache is not null) properties["CACHE_DIR"] = cache;
        foreach (var (name, value) in settings.Properties) properties[name] = value;
        return JsonSerializer.Serialize(new Dictionary<string, Dictionary<string, string>> { [settings.Device] = properties }, ProviderJson.Default.DictionaryStringDictionaryStringString);
    }
}

/// <summary>How OpenVINO runs models. Section <c>Detector:OpenVino</c>.</summary>
public sealed class OpenVinoOptions
{
    /// <summary>OpenVINO's name of the device: <c>CPU</c> (the default), <c>GPU</c>, <c>GPU.1</c>, <c>NPU</c>.</summary>
    public string Device { get; set; } = "CPU";

    /// <summary>File of the plug-in library; empty (the default) where OpenVINO is built into the native runtime.</summary>
    public string Library { get; set; } = "";

    /// <summary>Further OpenVINO properties, e.g. <c>INFERENCE_PRECISION_HINT</c> = <c>f32</c>; they win over the others.</summary>
    public Dictionary<string, string> Properties { get; } = [];
}
