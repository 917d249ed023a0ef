namespace Proctoring.Standalone.Tests.Browser;

/// <summary>A test in a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (!Chromium.IsInstalled) Skip = $"Needs Chromium at {Chromium.Path}; 'apt-get install chromium' puts it there.";
    }
}
