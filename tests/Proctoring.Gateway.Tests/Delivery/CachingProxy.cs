using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>nginx as a CDN, set up as docs/delivery.md says.</summary>
internal sealed class CachingProxy : IAsyncDisposable
{
    public const string Path = "/usr/sbin/nginx";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cdn-");
    private readonly int _port = FreePort();
    private Process? _nginx;

    public string Address => $"http://127.0.0.1:{_port}/";

    public async Task StartAsync(Uri gateway)
    {
        var configuration = System.IO.Path.Combine(_folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(gateway));
        var start = new ProcessStartInfo(Path) { RedirectStandardError = true };
        foreach (var argument in (string[])["-p", _folder.FullName, "-e", "stderr", "-c", configuration]) start.ArgumentList.Add(argument);
        _nginx = Process.Start(start)!;
        await Eventually.TrueAsync(IsListeningAsync, "nginx listens");
    }

    private string Configuration(Uri gateway) =>
        $$"""
        daemon off;
        user {{Environment.UserName}};
        pid {{_folder.FullName}}/nginx.pid;
        events { }
        http {
          access_log off;
          client_body_temp_path {{_folder.FullName}}/body;
          proxy_temp_path {{_folder.FullName}}/proxy;
          fastcgi_temp_path {{_folder.FullName}}/fastcgi;
          uwsgi_temp_path {{_folder.FullName}}/uwsgi;
          scgi_temp_path {{_folder.FullName}}/scgi;
          proxy_cache_path {{_folder.FullName}}/pictures keys_zone=pictures:1m;
          server {
            listen 127.0.0.1:{{_port}};
            location /pictures/ {
              proxy_pass {{gateway.GetLeftPart(UriPartial.Authority)}};
              proxy_cache pictures;
              proxy_cache_key $uri$is_args$args;
              add_header X-Cache $upstream_cache_status always;
            }
          }
        }
        """;

    private async Task<bool> IsListeningAsync()
    {
        if (_nginx!.HasExited) throw new InvalidOperationException($"nginx exited. It said:\n{await _nginx.StandardError.ReadToEndAsync()}");
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // nginx does not say which port it took, so it must be told one.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            _nginx.Kill(entireProcessTree: true);
            await _nginx.WaitForExitAsync();
            _nginx.Dispose();
        }
        _folder.Delete(recursive: true);
    }
}
