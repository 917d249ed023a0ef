using System.Net;
using System.Net.Sockets;

namespace Proctoring.Chart.Tests.Podman;

/// <summary>A service's address: each connection goes to one of the pods that are ready now, at random, as kube-proxy does it. No stickiness.</summary>
internal sealed class ClusterIp : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile IPEndPoint[] _pods = [];

    public ClusterIp(IPAddress address)
    {
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _running = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>From now on new connections go to these; those that are open stay.</summary>
    public void LeadTo(IEnumerable<IPEndPoint> pods) => _pods = [.. pods];

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                open.RemoveAll(task => task.IsCompleted);
                open.Add(JoinAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task JoinAsync(Socket client)
    {
        using var pod = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var pods = _pods;
                if (pods.Length == 0) return;
                await pod.ConnectAsync(pods[Random.Shared.Next(pods.Length)], _stop.Token);
                await Task.WhenAll(CopyAsync(client, pod), CopyAsync(pod, client));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Either side has gone; the other hears it.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer, _stop.Token)) > 0)
        {
            await to.SendAsync(buffer.AsMemory(0, read), _stop.Token);
        }
        to.Shutdown(SocketShutdown.Send);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }
}
