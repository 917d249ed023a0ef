using Proctoring.Chart.Tests.Rendering;
using Proctoring.Testing;

namespace Proctoring.Chart.Tests.Podman;

/// <summary>The program podman, set up as <c>make images</c> sets it up.</summary>
internal static class Podman
{
    static Podman() => Environment.SetEnvironmentVariable("CONTAINERS_CONF", Path.Combine(Repository.Root, "eng", "images", "containers.conf"));

    public static async Task<string> AskAsync(params string[] arguments) => (await Tool.RunAsync("podman", arguments)).OutputOrFail().Trim();

    /// <summary>Without complaint where there is nothing to do.</summary>
    public static Task TryAsync(params string[] arguments) => Tool.RunAsync("podman", arguments);
}

/// <summary>A test that runs the images; <c>make images</c> builds them and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ImagesFactAttribute : FactAttribute
{
    public ImagesFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("PROCTORING_IMAGES") != "1") Skip = "Runs the images with podman; 'make images' builds them and runs this.";
    }
}
