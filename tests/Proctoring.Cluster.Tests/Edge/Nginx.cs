using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Proctoring.Testing;

namespace Proctoring.Cluster.Tests.Edge;

/// <summary>nginx on a free port before one server, set up for sockets as the edge is. Its folder goes with it.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("proctoring-nginx-").FullName;
    private readonly int _port = FreePort();
    private Process? _master;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <param name="upstream">Host and port.</param>
    /// <param name="shutdownTimeout">worker_shutdown_timeout, e.g. 5s; null leaves old workers until their last socket has gone, nginx's default.</param>
    public static async Task<Nginx> StartAsync(string upstream, string? shutdownTimeout = null)
    {
        var nginx = new Nginx();
        await File.WriteAllTextAsync(Path.Combine(nginx._folder, "nginx.conf"), $$"""
            daemon off;
            worker_processes 2;
            pid {{nginx._folder}}/pid;
            {{(shutdownTimeout is null ? "" : $"worker_shutdown_timeout {shutdownTimeout};")}}
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path {{nginx._folder}}/body; proxy_temp_path {{nginx._folder}}/proxy;
              fastcgi_temp_path {{nginx._folder}}/fastcgi; uwsgi_temp_path {{nginx._folder}}/uwsgi; scgi_temp_path {{nginx._folder}}/scgi;
              map $http_upgrade $connection_upgrade { default upgrade; '' close; }
              server {
                listen 127.0.0.1:{{nginx._port}};
                location / {
                  proxy_pass http://{{upstream}};
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection $connection_upgrade;
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                  proxy_buffering off;
                  proxy_read_timeout 120s;
                  proxy_send_timeout 120s;
                }
              }
            }
            """);
        await nginx.RunAsync();
        return nginx;
    }

    /// <summary>What a controller does when its configuration has changed.</summary>
    public Task ReloadAsync() => SignalAsync("HUP");

    /// <summary>Workers, those that have been told to go included.</summary>
    public async Task<int> WorkersAsync()
    {
        using var list = Process.Start(new ProcessStartInfo("pgrep", ["-c", "-P", _master!.Id.ToString()]) { RedirectStandardOutput = true })!;
        return int.Parse(await list.StandardOutput.ReadToEndAsync());
    }

    /// <summary>Ends it at once and starts it again, as a controller's pod that is replaced without a grace period.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await RunAsync();
    }

    private async Task RunAsync()
    {
        _master = Process.Start(new ProcessStartInfo("nginx", ["-p", _folder, "-e", "stderr", "-c", Path.Combine(_folder, "nginx.conf")]))!;
        using var http = new HttpClient();
        await Eventually.TrueAsync(async () => await AnswersAsync(http), "nginx answers");
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(Address);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task StopAsync()
    {
        await SignalAsync("TERM");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _master!.WaitForExitAsync(deadline.Token);
        _master.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _master!.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
