namespace Proctoring.Testing;

/// <summary>OpenVINO's plug-in library, which is not part of the repository.</summary>
public static class OpenVinoPlugin
{
    /// <summary>From <c>PROCTORING_OPENVINO</c>, else beside the repository. It runs on any processor, where the plug-in proper offers its device on Intel's only.</summary>
    public static string Library { get; } = Path.GetFullPath(
        Environment.GetEnvironmentVariable("PROCTORING_OPENVINO") ?? Path.Combine(Repository.Root, "..", "shared", "native", "openvino", "libopenvino_any_cpu.so"));

    public static bool IsThere => File.Exists(Library);
}
