using System.Diagnostics;
using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Wire;

/// <summary>The candidate of <c>helm test</c>.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class SyntheticCandidateTests(StandaloneServer server)
{
    [Fact]
    public async Task Candidate_WithServer_SeesItsPhone()
    {
        var (status, said) = await RunAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/ws/proctoring/" }.Uri, timeout: 30);
        Assert.Equal("The phone was seen by nanodet-g on CPU.", said.Trim());
        Assert.Equal(0, status);
    }

    [Fact]
    public async Task Candidate_WithoutServer_FailsAndSaysWhy()
    {
        var (status, said) = await RunAsync(new Uri("ws://127.0.0.1:1/ws/proctoring/"), timeout: 2);
        Assert.Contains("No phone was seen at ws://127.0.0.1:1/ws/proctoring/ within 2 s. Unable to connect", said);
        Assert.Equal(1, status);
    }

    private static async Task<(int Status, string Said)> RunAsync(Uri address, int timeout)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(Repository.Root, "src", "Proctoring.Candidate", "bin", framework.Parent!.Name, framework.Name, "Proctoring.Candidate.dll");
        using var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, address.ToString(), "--timeout", $"{timeout}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
