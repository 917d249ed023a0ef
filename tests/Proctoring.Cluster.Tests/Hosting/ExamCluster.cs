using Proctoring.Testing;
using Proctoring.Testing.Pods;
using Proctoring.Testing.Redis;

namespace Proctoring.Cluster.Tests.Hosting;

/// <summary>Two gateways in processes of their own behind nginx. Their pods see what each frame's comment says, so that hundreds of candidates fit on two cores.</summary>
internal sealed class ExamCluster : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, string> NoEnvironment = new Dictionary<string, string>();

    private readonly ScriptedPod[] _pods;
    private readonly string[] _settings;
    private readonly IReadOnlyDictionary<string, string>[] _environments;
    private readonly ServerProcess[] _gateways = new ServerProcess[2];

    private ExamCluster(ScriptedPod[] pods, string[] settings, IReadOnlyDictionary<string, string>[] environments) => (_pods, _settings, _environments) = (pods, settings, environments);

    public Edge? Edge { get; private set; }

    /// <summary>Where candidates go who do not care which gateway they get.</summary>
    public Uri Address => Edge!.Address;

    public IReadOnlyList<ServerProcess> Gateways => _gateways;

    public IReadOnlyList<ScriptedPod> Pods => _pods;

    /// <param name="redis">Settings of section Redis, and others.</param>
    /// <param name="environments">Of the gateways, where they differ.</param>
    public static async Task<ExamCluster> StartAsync(string[] redis, IReadOnlyDictionary<string, string>[]? environments = null)
    {
        ScriptedPod[] pods = [await ScriptedPod.StartAsync(), await ScriptedPod.StartAsync()];
        string[] settings = [$"--Inference:Address={string.Join(',', pods.Select(pod => pod.Address.GetLeftPart(UriPartial.Authority)))}", "--Server:ManagementOnMainPort=true", "--Access:TrustedProxies:0=127.0.0.1/32", .. redis];
        var cluster = new ExamCluster(pods, settings, environments ?? [NoEnvironment, NoEnvironment]);
        try
        {
            for (var i = 0; i < cluster._gateways.Length; i++) await cluster.LaunchAsync(i, FreePort.Find());
            cluster.Edge = await Edge.StartAsync(cluster._gateways[0].BaseAddress, cluster._gateways[1].BaseAddress);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public static Task<ExamCluster> StartAsync(RedisServer redis) => StartAsync([$"--Redis:Endpoints={redis.Endpoint}"]);

    /// <summary>A series of all gateways that run, added up.</summary>
    public async Task<double> SumAsync(string series)
    {
        var sum = 0.0;
        foreach (var gateway in _gateways.Where(gateway => gateway.IsRunning)) sum += await gateway.MetricAsync(series);
        return sum;
    }

    /// <summary>The gateway that carries more sessions than the other.</summary>
    public async Task<int> GatewayWithSessionsAsync()
    {
        double[] sessions = new double[_gateways.Length];
        for (var i = 0; i < sessions.Length; i++) sessions[i] = _gateways[i].IsRunning ? await _gateways[i].MetricAsync("proctoring_sessions") : 0;
        return sessions[0] >= sessions[1] ? 0 : 1;
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync(int gateway) => _gateways[gateway].KillAsync();

    /// <summary>SIGTERM; it must end in order.</summary>
    public async Task DrainAsync(int gateway) => Assert.Equal(0, await _gateways[gateway].StopAsync());

    /// <summary>The gateway again, on the port that nginx knows.</summary>
    public async Task RestartAsync(int gateway)
    {
        var before = _gateways[gateway];
        await LaunchAsync(gateway, before.BaseAddress.Port);
        await before.DisposeAsync();
    }

    private async Task LaunchAsync(int gateway, int port) =>
        _gateways[gateway] = await ServerProcess.StartAsync("Proctoring.Gateway", _environments[gateway], [$"--Server:Port={port}", .. _settings]);

    public async ValueTask DisposeAsync()
    {
        if (Edge is not null) await Edge.DisposeAsync();
        foreach (var gateway in _gateways.Where(gateway => gateway is not null)) await gateway.DisposeAsync();
        foreach (var pod in _pods) await pod.DisposeAsync();
    }
}
