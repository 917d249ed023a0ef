namespace Proctoring.Standalone.Tests.Browser;

/// <summary>A test in a real browser that takes half a minute and needs a quiet machine: part of <c>make soak</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumSoakFactAttribute : FactAttribute
{
    public ChromiumSoakFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("PROCTORING_SOAK") is null) Skip = "Runs with 'make soak'.";
        else Skip = new ChromiumFactAttribute().Skip;
    }
}
