using System.Net;
using System.Security.Cryptography.X509Certificates;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;
using Proctoring.Testing.Tls;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Tls;

/// <summary>Pods that prove who they are, and ask the gateway to.</summary>
public sealed class PodTlsTests : IDisposable
{
    private const string Name = "inference.test";
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Tls_PodOfTheAuthorityWithTheName_IsAsked()
    {
        await using var pod = await StartPodAsync(_authority.IssueForServer(Name));
        await using var host = await GatewayHost.StartAsync([pod], null, ("Inference:Tls:CaFile", _authority.CaFile), ("Inference:Tls:ServerName", Name));

        await AssertSeesAsync(host);
    }

    [Fact]
    public async Task Tls_PodOfAnAuthorityBelowTheAuthority_IsBelieved()
    {
        using var below = new TestAuthority(above: _authority);
        await using var pod = await ScriptedPod.StartAsync(new PodTls(below.IssueForServer(Name), Intermediates: [below.Certificate]));
        await using var host = await GatewayHost.StartAsync([pod], null, ("Inference:Tls:CaFile", _authority.CaFile), ("Inference:Tls:ServerName", Name));

        await AssertSeesAsync(host);
    }

    [Fact]
    public async Task Tls_NameOfTheAddress_IsTheNameThatIsExpected()
    {
        await using var pod = await StartPodAsync(_authority.IssueForServer("localhost"));
        await using var host = await GatewayHost.StartRemoteAsync(null, ("Inference:Address", $"dns:///localhost:{pod.Port}"), ("Inference:Tls:CaFile", _authority.CaFile));
        await Eventually.TrueAsync(async () => (await host.GetAsync("/readyz")).IsSuccessStatusCode, "the pod is ready");

        await AssertSeesAsync(host);
    }

    [Fact]
    public async Task Tls_PodOfAnotherAuthority_IsNotBelieved()
    {
        using var other = new TestAuthority();
        await using var pod = await StartPodAsync(other.IssueForServer(Name));

        await AssertNeverReadyAsync(pod, ("Inference:Tls:CaFile", _authority.CaFile), ("Inference:Tls:ServerName", Name));
    }

    [Fact]
    public async Task Tls_PodWithAnotherName_IsNotBelieved()
    {
        await using var pod = await StartPodAsync(_authority.IssueForServer("elsewhere.test"));

        await AssertNeverReadyAsync(pod, ("Inference:Tls:CaFile", _authority.CaFile), ("Inference:Tls:ServerName", Name));
    }

    [Fact]
    public async Task Tls_PodWithAClientsCertificate_IsNotBelieved()
    {
        var (certificateFile, keyFile) = _authority.IssueForClient(Name);
        await using var pod = await StartPodAsync(X509Certificate2.CreateFromPemFile(certificateFile, keyFile));

        await AssertNeverReadyAsync(pod, ("Inference:Tls:CaFile", _authority.CaFile), ("Inference:Tls:ServerName", Name));
    }

    [Fact]
    public async Task MutualTls_GatewayWithACertificate_IsLetIn()
    {
        var (certificateFile, keyFile) = _authority.IssueForClient("gateway");
        await using var pod = await StartPodAsync(_authority.IssueForServer(Name), clients: _authority.Certificate);
        await using var host = await GatewayHost.StartAsync([pod], null,
            ("Inference:Tls:CaFile", _authority.CaFile), ("Inference:Tls:ServerName", Name), ("Inference:Tls:CertificateFile", certificateFile), ("Inference:Tls:KeyFile", keyFile));

        await AssertSeesAsync(host);
    }

    [Fact]
    public async Task MutualTls_GatewayWithoutACertificate_IsNotLetIn()
    {
        await using var pod = await StartPodAsync(_authority.IssueForServer(Name), clients: _authority.Certificate);

        await AssertNeverReadyAsync(pod, ("Inference:Tls:CaFile", _authority.CaFile), ("Inference:Tls:ServerName", Name));
    }

    private static Task<ScriptedPod> StartPodAsync(X509Certificate2 certificate, X509Certificate2? clients = null) => ScriptedPod.StartAsync(new PodTls(certificate, clients));

    private static async Task AssertSeesAsync(GatewayHost host)
    {
        await using var client = await host.ConnectAsync();
        Assert.Equal("cell phone detected!", (await client.AskAsync(ScriptedFrames.Phone)).GetProperty("message").GetString());
    }

    // It tries several times, says why it cannot, and stays as it is.
    private static async Task AssertNeverReadyAsync(ScriptedPod pod, params (string, string)[] settings)
    {
        await using var host = await GatewayHost.StartRemoteAsync(null, [("Inference:Address", $"https://127.0.0.1:{pod.Port}"), .. settings]);
        await Eventually.TrueAsync(() => pod.Handshakes >= 2, "the gateway has tried");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.GetAsync("/readyz")).StatusCode);
        Assert.Equal(0, pod.Counters.Taken);
    }
}
