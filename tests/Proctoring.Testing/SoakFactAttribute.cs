using Xunit;

namespace Proctoring.Testing;

/// <summary>A test that takes long: <c>make soak</c> runs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("PROCTORING_SOAK") != "1") Skip = "Takes long; 'make soak' runs it.";
    }
}
