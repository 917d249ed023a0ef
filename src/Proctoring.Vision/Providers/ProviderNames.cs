namespace Proctoring.Vision.Providers;

/// <summary>Providers that are known by name; any other name is that of a plug-in.</summary>
public static class ProviderNames
{
    public const string TensorRt = "TensorRT";
    public const string Cuda = "CUDA";
    public const string OpenVino = "OpenVINO";
    public const string Cpu = "CPU";

    /// <summary>Tried in this order where the options name none.</summary>
    public static IReadOnlyList<string> Default { get; } = [TensorRt, Cuda, OpenVino, Cpu];
}
