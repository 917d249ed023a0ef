using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Tls;

namespace Proctoring.Cluster.Tests.Pods;

/// <summary>A gateway and an inference process that each prove who they are.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class MutualTlsTests : IDisposable
{
    private const string Name = "inference.test";

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task MutualTls_BothOfTheAuthority_FramesAreAnswered()
    {
        await using var pod = await PodAsync();
        await using var gateway = await Servers.GatewayAsync([pod], [.. Believing(), .. Showing(_authority)]);
        await using var candidate = await CandidateClient.ConnectAsync(gateway.BaseAddress);

        var verdict = await candidate.AskAsync(Scene.Jpeg(Scene.HeldUp));

        Assert.Equal("cell phone detected!", verdict.GetProperty("message").GetString());
    }

    [Fact]
    public async Task MutualTls_GatewayWithoutCertificateOrOfAnotherAuthority_IsNeverReady()
    {
        using var other = new TestAuthority();
        await using var pod = await PodAsync();
        await Task.WhenAll(NeverReadyAsync(pod), NeverReadyAsync(pod, Showing(other)));
    }

    private async Task NeverReadyAsync(ServerProcess pod, params string[] shown)
    {
        await using var gateway = await ServerProcess.ListenAsync("Proctoring.Gateway", [$"--Inference:Address={pod.Grpc}", .. Believing(), .. shown]);
        await Eventually.TrueAsync(() => gateway.Output.Contains("No inference pod is ready yet", StringComparison.Ordinal), "the gateway says that it has no pod");

        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(gateway.Management, "/readyz"));
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private Task<ServerProcess> PodAsync()
    {
        var (certificate, key) = _authority.WriteForServer(Name);
        return Servers.PodAsync($"--Tls:CertificateFile={certificate}", $"--Tls:KeyFile={key}", $"--Tls:ClientCaFile={_authority.CaFile}");
    }

    private string[] Believing() => [$"--Inference:Tls:CaFile={_authority.CaFile}", $"--Inference:Tls:ServerName={Name}"];

    private static string[] Showing(TestAuthority authority)
    {
        var (certificate, key) = authority.IssueForClient("gateway");
        return [$"--Inference:Tls:CertificateFile={certificate}", $"--Inference:Tls:KeyFile={key}"];
    }
}
