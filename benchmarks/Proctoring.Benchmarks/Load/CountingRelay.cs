using System.Net;
using System.Net.Sockets;

namespace Proctoring.Benchmarks.Load;

/// <summary>Stands on a connection's way and counts the bytes of both directions.</summary>
internal sealed class CountingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _target;
    private readonly Task _accepting;
    private long _there;
    private long _back;

    public CountingRelay(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Bytes towards the target, and from it, since this was last asked.</summary>
    public (long There, long Back) Take() => (Interlocked.Exchange(ref _there, 0), Interlocked.Exchange(ref _back, 0));

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true) lines.Add(JoinAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task JoinAsync(TcpClient caller)
    {
        using var _ = caller;
        using var target = new TcpClient();
        await target.ConnectAsync(_target.Host, _target.Port, _end.Token);
        (caller.NoDelay, target.NoDelay) = (true, true);
        await Task.WhenAny(
            PumpAsync(caller.GetStream(), target.GetStream(), count => Interlocked.Add(ref _there, count)),
            PumpAsync(target.GetStream(), caller.GetStream(), count => Interlocked.Add(ref _back, count)));
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Action<int> count)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var read)
            {
                count(read);
                await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has left; the other follows.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }
}
