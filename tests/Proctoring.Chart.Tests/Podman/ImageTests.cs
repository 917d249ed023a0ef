using System.Text.Json;
using Xunit.Abstractions;

namespace Proctoring.Chart.Tests.Podman;

/// <summary>What is in the images, and what is not.</summary>
[Trait("Category", "Images")]
public sealed class ImageTests(ITestOutputHelper output)
{
    private const string Gateway = "localhost/proctoring/gateway:0.1.0";
    private const string Inference = "localhost/proctoring/inference:0.1.0-cpu";

    [ImagesFact]
    public async Task Gateway_Files_AreWithoutNativesOfTheDetector()
    {
        var files = await FilesOfAsync(Gateway);
        Assert.Contains("app/Proctoring.Gateway", files);
        Assert.Contains("app/Proctoring.Candidate", files);
        Assert.DoesNotContain(files, file => file.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) || file.Contains("opencv", StringComparison.OrdinalIgnoreCase));
    }

    [ImagesFact]
    public async Task Images_Files_AreWithoutShellAndPackageManager()
    {
        foreach (var image in (string[])[Gateway, Inference])
        {
            var files = await FilesOfAsync(image);
            Assert.DoesNotContain(files, file => Path.GetFileName(file) is "sh" or "bash" or "dash" or "busybox" or "apt" or "apt-get" or "dpkg" or "perl");
            Assert.DoesNotContain(files, file => file.EndsWith(".pdb", StringComparison.Ordinal));
        }
    }

    [ImagesFact]
    public async Task Images_Labels_SayWhatTheyAre()
    {
        foreach (var image in (string[])[Gateway, Inference])
        {
            using var config = JsonDocument.Parse(await Podman.AskAsync("image", "inspect", "--format", "{{json .Config}}", image));
            Assert.Equal("1654:1654", config.RootElement.GetProperty("User").GetString());
            var labels = config.RootElement.GetProperty("Labels");
            foreach (var label in (string[])["title", "version", "revision", "created", "base.name"]) Assert.NotEmpty(labels.GetProperty($"org.opencontainers.image.{label}").GetString()!);
            output.WriteLine($"{image}: {long.Parse(await Podman.AskAsync("image", "inspect", "--format", "{{.Size}}", image)) / 1_000_000} MB");
        }
    }

    [ImagesFact]
    public async Task Inference_ListOfParts_NamesWhatItLoads()
    {
        var list = await FileOfAsync(Inference, "sbom.cdx.json");
        using var parts = JsonDocument.Parse(list);
        var names = parts.RootElement.GetProperty("components").EnumerateArray().Select(part => part.GetProperty("name").GetString()).ToHashSet();
        Assert.Subset(names!, (HashSet<string>)["Microsoft.ML.OnnxRuntime", "OpenCvSharp4", "libgtk-3-0", "libc6", "libssl3"]);
    }

    private static async Task<string[]> FilesOfAsync(string image) => (await ExportAsync(image, "tar -t")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static Task<string> FileOfAsync(string image, string file) => ExportAsync(image, $"tar -xO {file}");

    private static async Task<string> ExportAsync(string image, string reader)
    {
        var container = await Podman.AskAsync("create", image);
        try
        {
            return (await Rendering.Tool.RunAsync("bash", "-c", $"set -o pipefail; podman export {container} | {reader}")).OutputOrFail();
        }
        finally
        {
            await Podman.TryAsync("rm", "--force", container);
        }
    }
}
