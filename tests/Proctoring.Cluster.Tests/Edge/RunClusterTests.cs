using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Cluster.Tests.Edge;

/// <summary>What `make run-cluster` starts.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class RunClusterTests : IAsyncLifetime
{
    private readonly int _port = FreePort();
    private Process _script = null!;

    private Uri Edge => new($"http://127.0.0.1:{_port}");

    public async Task InitializeAsync()
    {
        // A session of its own, so that Ctrl-C can be pressed: it goes to every process of a terminal's foreground group.
        _script = Process.Start(new ProcessStartInfo("setsid", ["eng/cluster.sh", _port.ToString(), Configuration]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true })!;
        using var http = new HttpClient();
        await Eventually.TrueAsync(async () => await StatusAsync(http) == HttpStatusCode.OK, "the cluster is ready", TimeSpan.FromMinutes(2));
    }

    public async Task DisposeAsync()
    {
        if (!_script.HasExited) await PressCtrlCAsync();
        _script.Dispose();
    }

    [Fact]
    public async Task CtrlC_AfterACandidateWasWatched_LeavesNoProcess()
    {
        await using (var candidate = await CandidateClient.ConnectAsync(Edge))
        {
            var verdict = await candidate.AskAsync(Scene.Jpeg(Scene.HeldUp));
            Assert.Equal("cell phone detected!", verdict.GetProperty("message").GetString());
        }
        Assert.NotEmpty(await SessionOfScriptAsync());

        await PressCtrlCAsync();

        Assert.Empty(await SessionOfScriptAsync());
        // Redis ends after the gateways, and by itself.
        Assert.Contains("bye bye", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "artifacts", "cluster", "redis.log")));
        foreach (var gateway in (string[])["gateway-1", "gateway-2"])
            Assert.DoesNotContain("not stored", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "artifacts", "cluster", gateway + ".log")));
    }

    private async Task PressCtrlCAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", "--", $"-{_script.Id}"])) await kill.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _script.WaitForExitAsync(deadline.Token);
    }

    /// <summary>What still runs of all that the script started.</summary>
    private async Task<string> SessionOfScriptAsync()
    {
        using var list = Process.Start(new ProcessStartInfo("ps", ["-o", "pid=,args=", "-s", _script.Id.ToString()]) { RedirectStandardOutput = true })!;
        return (await list.StandardOutput.ReadToEndAsync()).Trim();
    }

    private async Task<HttpStatusCode> StatusAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Edge, "/readyz"));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return HttpStatusCode.ServiceUnavailable; // not listening yet
        }
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
