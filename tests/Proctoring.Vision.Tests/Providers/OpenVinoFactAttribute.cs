using Proctoring.Testing;

namespace Proctoring.Vision.Tests.Providers;

/// <summary>A test with OpenVINO's plug-in library, which is not part of the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenVinoFactAttribute : FactAttribute
{
    /// <summary>Runs on any processor, where the plug-in proper offers its device on Intel's only.</summary>
    public static readonly string Library = Path.Combine(Repository.Root, "..", "shared", "native", "openvino", "libopenvino_any_cpu.so");

    public OpenVinoFactAttribute()
    {
        if (!File.Exists(Library)) Skip = $"Needs OpenVINO's plug-in library at {Path.GetFullPath(Library)}.";
    }
}
