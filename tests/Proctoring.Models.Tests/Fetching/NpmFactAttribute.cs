namespace Proctoring.Models.Tests.Fetching;

/// <summary>A test that downloads with the real npm; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "npm")))) Skip = "There is no npm on this machine.";
    }
}
