using System.Diagnostics;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Cluster.Tests.Hosting;

/// <summary>nginx as <c>make run-cluster</c> has it, in front of two gateways.</summary>
internal sealed class Edge : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-edge-");
    private readonly int _port = FreePort.Find();
    private Process? _nginx;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public static async Task<Edge> StartAsync(Uri one, Uri other)
    {
        var edge = new Edge();
        var template = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "eng", "cluster.nginx.conf"));
        var configuration = template.Replace("@PORT@", edge._port.ToString()).Replace("@WORK@", edge._folder.FullName)
            .Replace("@GATEWAY1@", one.Authority).Replace("@GATEWAY2@", other.Authority);
        var file = Path.Combine(edge._folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, configuration);
        edge._nginx = Process.Start(new ProcessStartInfo("nginx", ["-p", edge._folder.FullName, "-e", Path.Combine(edge._folder.FullName, "error.log"), "-c", file]));
        try
        {
            using var http = new HttpClient();
            await Eventually.TrueAsync(() => edge.AnswersAsync(http), "nginx answers");
            return edge;
        }
        catch
        {
            await edge.DisposeAsync();
            throw;
        }
    }

    /// <summary>What nginx has written for people, by file.</summary>
    public IReadOnlyDictionary<string, string> Logs() => _folder.EnumerateFiles("*.log").ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName));

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is { HasExited: false })
        {
            using (var kill = Process.Start("kill", ["-TERM", _nginx.Id.ToString()])) await kill.WaitForExitAsync();
            await _nginx.WaitForExitAsync();
        }
        _nginx?.Dispose();
        _folder.Delete(recursive: true);
    }
}
