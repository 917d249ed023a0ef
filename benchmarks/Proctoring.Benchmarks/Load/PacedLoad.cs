using System.Diagnostics;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Load;

/// <summary>Sockets that each send a frame at the usual pace, spread evenly over an interval.</summary>
internal sealed class PacedLoad : IAsyncDisposable
{
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    private readonly List<CandidateClient> _clients = [];
    private readonly ServerProcess _server;

    private PacedLoad(ServerProcess server) => _server = server;

    /// <summary>CPU milliseconds of the server for one connection.</summary>
    public double CpuOfConnection { get; private set; }

    public static async Task<PacedLoad> ConnectAsync(ServerProcess server, int sockets)
    {
        var load = new PacedLoad(server);
        var before = await RelayRole.CpuAsync(server);
        for (var i = 0; i < sockets; i++) load._clients.Add(await CandidateClient.ConnectAsync(server.BaseAddress));
        load.CpuOfConnection = (await RelayRole.CpuAsync(server) - before) / sockets;
        return load;
    }

    /// <summary>CPU milliseconds of the server a second, and frames a second, once everybody has been sending for a while.</summary>
    public async Task<(double Cpu, double Frames)> MeasureAsync(byte[] frame, TimeSpan settle, TimeSpan slice)
    {
        var sent = 0;
        using var end = new CancellationTokenSource();
        var sending = Task.WhenAll(_clients.Select(async (client, i) =>
        {
            await Task.Delay(Pace * i / _clients.Count);
            using var timer = new PeriodicTimer(Pace);
            while (!end.IsCancellationRequested)
            {
                await client.SendAsync(frame);
                await client.ReceiveAsync();
                Interlocked.Increment(ref sent);
                await timer.WaitForNextTickAsync();
            }
        }));
        await Task.Delay(settle);
        var (before, framesBefore, clock) = (await RelayRole.CpuAsync(_server), Volatile.Read(ref sent), Stopwatch.StartNew());
        await Task.Delay(slice);
        var (after, frames, seconds) = (await RelayRole.CpuAsync(_server), Volatile.Read(ref sent) - framesBefore, clock.Elapsed.TotalSeconds);
        await end.CancelAsync();
        await sending;
        return ((after - before) / seconds, frames / seconds);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
    }
}
