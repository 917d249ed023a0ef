using System.Diagnostics;
using Proctoring.Testing;

namespace Proctoring.Chart.Tests.Rendering;

/// <summary>A program that eng/kube-tools.sh has fetched, or node.</summary>
internal static class Tool
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "artifacts", "tools", "kube");

    public static Task<Finished> HelmAsync(params string[] arguments) => RunAsync(Path.Combine(Folder, "helm"), arguments);

    public static Task<Finished> KubectlAsync(params string[] arguments) => RunAsync(Path.Combine(Folder, "kubectl"), arguments);

    public static async Task<Finished> RunAsync(string program, params string[] arguments)
    {
        if (Path.IsPathRooted(program) && !File.Exists(program)) throw new FileNotFoundException($"{program} is not there; eng/kube-tools.sh fetches it.");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.Environment["HELM_CACHE_HOME"] = start.Environment["HELM_CONFIG_HOME"] = start.Environment["HELM_DATA_HOME"] = Path.Combine(Folder, ".helm");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Finished(process.ExitCode, await output, await error);
    }
}

internal sealed record Finished(int Status, string Output, string Error)
{
    /// <summary>What it said, or a failed test.</summary>
    public string OutputOrFail()
    {
        Assert.True(Status == 0, Error + Output);
        return Output;
    }
}
