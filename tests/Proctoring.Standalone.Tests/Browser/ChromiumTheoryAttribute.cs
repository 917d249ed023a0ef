namespace Proctoring.Standalone.Tests.Browser;

/// <summary>A <see cref="ChromiumFactAttribute"/> with cases.</summary>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute()
    {
        if (!Chromium.IsInstalled) Skip = new ChromiumFactAttribute().Skip;
    }
}
