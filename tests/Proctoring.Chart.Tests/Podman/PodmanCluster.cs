using System.Net;
using Proctoring.Chart.Tests.Rendering;
using Proctoring.Testing;

namespace Proctoring.Chart.Tests.Podman;

/// <summary>
/// The release's Deployments as containers on a network of their own, with what a cluster does around them: names (a hosts file
/// that this class keeps), a service's address, endpoints of ready pods, and rolling restarts.
/// </summary>
internal sealed class PodmanCluster : IAsyncDisposable
{
    private readonly string _id = $"proctoring-{Guid.NewGuid():N}"[..19];
    private readonly string _folder = Directory.CreateTempSubdirectory("proctoring-pods-").FullName;
    private readonly List<RunningPod> _pods = [];
    private readonly List<string> _containers = [];
    private ClusterIp _service = null!;
    private int _count;

    public IReadOnlyList<RunningPod> Pods => _pods;

    /// <summary>Where candidates connect.</summary>
    public Uri Edge { get; private set; } = null!;

    public string EdgeContainer => $"{_id}-edge";

    private string AddressFormat => "{{(index .NetworkSettings.Networks \"" + _id + "\").IPAddress}}";

    private string Hosts => Path.Combine(_folder, "hosts");

    public static async Task<PodmanCluster> StartAsync(IReadOnlyList<Manifest> objects)
    {
        var cluster = new PodmanCluster();
        try
        {
            await cluster.StartAllAsync(objects);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private async Task StartAllAsync(IReadOnlyList<Manifest> objects)
    {
        await File.WriteAllTextAsync(Hosts, "");
        await Podman.AskAsync("network", "create", _id);
        var gateway = IPAddress.Parse(await Podman.AskAsync("network", "inspect", _id, "--format", "{{(index .Subnets 0).Gateway}}"));
        // Backends first: gateways would log that they find none.
        foreach (var deployment in objects.Where(manifest => manifest.Kind == "Deployment").OrderBy(manifest => manifest.Name.EndsWith("gateway", StringComparison.Ordinal)))
        {
            var pods = await Task.WhenAll(Enumerable.Range(0, (int)deployment.Json["spec"]!["replicas"]!.GetValue<long>()).Select(_ => RunAsync(deployment)));
            foreach (var pod in pods) await pod.WaitUntilReadyAsync();
            Publish();
        }
        _service = new ClusterIp(gateway); // the bridge has its address once a container is there
        Publish();
        await StartEdgeAsync(objects.Single(manifest => manifest.Kind == "Ingress"));
    }

    /// <summary>Replaces every pod of a Deployment, one after the other: the new one is ready before the old one is told to stop.</summary>
    public async Task RestartAsync(string deployment)
    {
        foreach (var old in _pods.Where(pod => pod.Manifest.Name == deployment).ToList())
        {
            var fresh = await RunAsync(old.Manifest);
            await fresh.WaitUntilReadyAsync();
            Publish();
            _pods.Remove(old);
            Publish(); // a pod that is being ended is no endpoint any more, whatever its probe says
            var status = await old.StopAsync();
            Assert.True(status is 0 or 143, $"{old.Name} ended with {status}:\n{await old.LogsAsync()}");
        }
    }

    private async Task<RunningPod> RunAsync(Manifest deployment)
    {
        var name = $"{_id}-{Interlocked.Increment(ref _count)}";
        lock (_containers) _containers.Add(name);
        await Podman.AskAsync(["run", "--detach", "--name", name, "--network", _id, "--no-hosts", "--volume", $"{Hosts}:/etc/hosts:ro", .. PodSpecs.ArgumentsFor(deployment)]);
        var address = IPAddress.Parse(await Podman.AskAsync("inspect", "--format", AddressFormat, name));
        var pod = new RunningPod(deployment, name, address);
        lock (_pods) _pods.Add(pod);
        return pod;
    }

    // Headless services are names with an address a pod. Written in place: the file is mounted.
    private void Publish()
    {
        var lines = _pods.Where(pod => !pod.Manifest.Name.EndsWith("gateway", StringComparison.Ordinal))
            .Select(pod => $"{pod.Address} {(pod.Manifest.Name.Contains("inference") ? "proctoring-inference" : pod.Manifest.Name)}\n");
        File.WriteAllText(Hosts, "127.0.0.1 localhost\n" + string.Concat(lines));
        _service?.LeadTo(_pods.Where(pod => pod.Manifest.Name.EndsWith("gateway", StringComparison.Ordinal)).Select(pod => new IPEndPoint(pod.Address, PodSpecs.PortOf(pod.Manifest, "http"))));
    }

    private async Task StartEdgeAsync(Manifest ingress)
    {
        var file = Path.Combine(_folder, "nginx.conf");
        await File.WriteAllTextAsync(file, EdgeConfiguration.Of(ingress, _service.Address));
        _containers.Add(EdgeContainer);
        await Podman.AskAsync("run", "--detach", "--name", EdgeContainer, "--network", _id, "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--user", "1654:1654",
            "--tmpfs", "/tmp:rw,mode=1777", "--volume", $"{file}:/nginx.conf:ro", "localhost/proctoring/nginx:test", "-e", "stderr", "-c", "/nginx.conf");
        var address = await Podman.AskAsync("inspect", "--format", AddressFormat, EdgeContainer);
        Edge = new Uri($"http://{address}:8080");
        using var http = new HttpClient();
        await Eventually.TrueAsync(async () => (await http.GetAsync(Edge)).IsSuccessStatusCode, "the page comes through nginx");
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
        foreach (var container in _containers) await Podman.TryAsync("rm", "--force", "--time", "0", container);
        await Podman.TryAsync("network", "rm", "--force", _id);
        Directory.Delete(_folder, recursive: true);
    }
}
