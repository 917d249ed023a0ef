using Proctoring.Testing;

namespace Proctoring.Vision.Tests.Providers;

/// <summary>A test with OpenVINO's plug-in library; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenVinoFactAttribute : FactAttribute
{
    public OpenVinoFactAttribute()
    {
        if (!OpenVinoPlugin.IsThere) Skip = $"Needs OpenVINO's plug-in library at {OpenVinoPlugin.Library}.";
    }
}
