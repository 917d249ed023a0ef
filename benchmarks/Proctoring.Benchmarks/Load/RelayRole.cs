using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Net.Http.Json;
using Proctoring.Testing;

namespace Proctoring.Benchmarks.Load;

/// <summary>What a frame cost a process.</summary>
/// <param name="Cpu">Microseconds.</param>
/// <param name="Bytes">Allocated.</param>
/// <param name="Rate">Frames a second.</param>
internal readonly record struct Cost(double Cpu, double Bytes, double Rate);

/// <summary>What a process has spent so far, by its own word.</summary>
internal sealed record Spent(double CpuMs, long Allocated, long Resident, long Managed);

/// <summary>Proctoring.Relay in one of its roles: the null detector, the bare relay, or the real gateway.</summary>
internal static class RelayRole
{
    public static Task<ServerProcess> StartAsync(string role, params string[] settings) => StartAsync(role, ReadOnlyDictionary<string, string>.Empty, settings);

    public static Task<ServerProcess> StartAsync(string role, IReadOnlyDictionary<string, string> environment, params string[] settings) => ServerProcess.StartAsync("Proctoring.Relay", environment,
        [$"--Role={role}", "--Frames:MaxRate=1000", "--Frames:MaxBurst=10000", "--Access:MaxSocketsPerAddress=100000", "--Access:SocketBurst=100000", .. settings]);

    public static async Task<Spent> SpentAsync(ServerProcess server)
    {
        using var http = new HttpClient();
        return (await http.GetFromJsonAsync<Spent>(new Uri(server.BaseAddress, "/spent")))!;
    }

    /// <summary>Closed loop: each socket sends its next frame on the answer to the last.</summary>
    public static async Task<Cost> SaturateAsync(ServerProcess server, byte[] frame, int sockets, TimeSpan slice)
    {
        var (clock, done) = (Stopwatch.StartNew(), 0);
        var before = await SpentAsync(server);
        await Task.WhenAll(Enumerable.Range(0, sockets).Select(async _ =>
        {
            await using var client = await CandidateClient.ConnectAsync(server.BaseAddress);
            while (clock.Elapsed < slice)
            {
                await client.SendAsync(frame);
                await client.ReceiveAsync();
                Interlocked.Increment(ref done);
            }
        }));
        var (after, seconds) = (await SpentAsync(server), clock.Elapsed.TotalSeconds);
        return new Cost((after.CpuMs - before.CpuMs) * 1000 / done, (after.Allocated - before.Allocated) / (double)done, done / seconds);
    }

    /// <summary>A JPEG whose comments bring it to the size of a webcam frame.</summary>
    public static byte[] Frame(int size)
    {
        var frame = Scene.Jpeg();
        while (frame.Length < size) frame = Comment.Add(frame, new string('x', Math.Min(60_000, size - frame.Length)));
        return frame;
    }
}
