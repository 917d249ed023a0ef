using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Wire;

[Collection(StandaloneCollection.Name)]
public sealed class PrivacyTests(StandaloneServer server)
{
    /// <summary>ONNX Runtime's telemetry keeps its database open as long as it lives.</summary>
    [Fact]
    public async Task Server_Analysing_HasNoTelemetryOfItsRuntime()
    {
        await using var candidate = await CandidateClient.ConnectAsync(server.Address);
        await candidate.AskAsync(Scene.Jpeg());

        var open = Directory.GetFiles($"/proc/{server.Process.ProcessId}/fd").Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName ?? "");

        Assert.DoesNotContain(open, path => path.Contains("/.onnxruntime/", StringComparison.Ordinal));
    }
}
