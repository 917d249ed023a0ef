using System.Diagnostics;
using System.Text.Json;
using Proctoring.Testing;

namespace Proctoring.Vision.Tests.Providers;

/// <summary>Each flavour of the build brings its own native ONNX Runtime and no other: two would overwrite each other.</summary>
public sealed class FlavourTests
{
    [Theory]
    [InlineData(null, "Microsoft.ML.OnnxRuntime")]
    [InlineData("cpu", "Microsoft.ML.OnnxRuntime")]
    [InlineData("gpu", "Microsoft.ML.OnnxRuntime.Gpu")]
    [InlineData("openvino", "Intel.ML.OnnxRuntime.OpenVino")]
    public async Task Project_Flavour_ReferencesOneNativeRuntime(string? flavour, string package)
    {
        string[] asked = flavour is null ? [] : [$"-p:OnnxRuntimeFlavor={flavour}"];

        var (exit, output) = await EvaluateAsync("-getItem:PackageReference", [.. asked]);

        Assert.Equal(0, exit);
        var packages = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("Items").GetProperty("PackageReference").EnumerateArray();
        Assert.Equal([package], packages.Select(p => p.GetProperty("Identity").GetString()).Where(name => name!.Contains("OnnxRuntime", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Project_UnknownFlavour_IsRefusedAndNamesThoseThereAre()
    {
        var (exit, output) = await EvaluateAsync("-t:CheckOnnxRuntimeFlavor", "-p:OnnxRuntimeFlavor=cuda");

        Assert.NotEqual(0, exit);
        Assert.Contains("OnnxRuntimeFlavor is 'cuda'; cpu, gpu and openvino are known.", output);
    }

    private static async Task<(int Exit, string Output)> EvaluateAsync(string question, params string[] properties)
    {
        var project = Path.Combine(Repository.Root, "src", "Proctoring.Vision", "Proctoring.Vision.csproj");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["msbuild", project, question, "-nologo", .. properties]) { RedirectStandardOutput = true };
        start.Environment.Remove("MSBuildExtensionsPath"); // the test host's own would point at another MSBuild
        using var msbuild = Process.Start(start)!;
        var output = await msbuild.StandardOutput.ReadToEndAsync();
        await msbuild.WaitForExitAsync();
        return (msbuild.ExitCode, output);
    }
}
