using System.Net;
using Proctoring.Chart.Tests.Rendering;
using Proctoring.Testing;

namespace Proctoring.Chart.Tests.Podman;

/// <summary>A pod of a Deployment as a container.</summary>
internal sealed class RunningPod(Manifest manifest, string name, IPAddress address)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    public string Name => name;

    public IPAddress Address => address;

    public Manifest Manifest => manifest;

    /// <summary>Whether its readiness probe would pass now.</summary>
    public async Task<bool> IsReadyAsync()
    {
        var probe = manifest.Containers.Single()["readinessProbe"]!["httpGet"];
        if (probe is null) return true;
        try
        {
            using var answer = await Http.GetAsync(new Uri($"http://{address}:{PodSpecs.PortOf(manifest, probe["port"]!.GetValue<string>())}{probe["path"]}"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    public async Task WaitUntilReadyAsync()
    {
        try
        {
            await Eventually.TrueAsync(IsReadyAsync, $"{name} is ready");
        }
        catch (Xunit.Sdk.XunitException e)
        {
            throw new InvalidOperationException($"{name} said:\n{await LogsAsync()}", e);
        }
    }

    public async Task<string> LogsAsync() => (await Tool.RunAsync("podman", "logs", name)) is var said ? said.Output + said.Error : "";

    /// <summary>Ends it as the kubelet does: preStop, SIGTERM, and SIGKILL after the grace period.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> StopAsync()
    {
        await Task.Delay(PodSpecs.PreStopOf(manifest));
        await Podman.AskAsync("stop", "--time", $"{PodSpecs.GraceOf(manifest) - (long)PodSpecs.PreStopOf(manifest).TotalSeconds}", name);
        return int.Parse(await Podman.AskAsync("inspect", "--format", "{{.State.ExitCode}}", name));
    }
}
