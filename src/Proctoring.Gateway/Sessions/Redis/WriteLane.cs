using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>
/// Leases whose newest state waits to be written, each at most once, and a fixed number of workers that write them. So there is
/// never more waiting than there are sessions, and never more in work than the workers' batches.
/// </summary>
/// <param name="write">Writes a batch and gives back those that failed.</param>
internal sealed class WriteLane(int workers, Func<IReadOnlyList<RedisLease>, Task<IReadOnlyList<RedisLease>>> write, TimeProvider time, ILogger logger)
{
    public const int MaxBatch = 64;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // No bound of its own: a lease is in it at most once, and the store bounds the leases.
    private readonly Channel<RedisLease> _waiting = Channel.CreateUnbounded<RedisLease>();
    private readonly ConcurrentDictionary<RedisLease, bool> _queued = new();

    public void Enqueue(RedisLease lease)
    {
        if (_queued.TryAdd(lease, true)) _waiting.Writer.TryWrite(lease);
    }

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(stop)));

    private async Task<IReadOnlyList<RedisLease>> WriteAsync(List<RedisLease> batch)
    {
        try
        {
            return await write(batch);
        }
        catch (Exception e) // whatever it was, the worker goes on and the states are not lost
        {
            Log.RoundFailed(logger, e);
            return batch;
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        var batch = new List<RedisLease>(MaxBatch);
        var pause = FirstPause;
        while (await _waiting.Reader.WaitToReadAsync(stop))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out var lease))
            {
                _queued.TryRemove(lease, out _);
                batch.Add(lease);
            }
            if (batch.Count == 0) continue;
            var failed = await WriteAsync(batch);
            foreach (var lease in failed) Enqueue(lease);
            pause = failed.Count == 0 ? FirstPause : 2 * pause < LongestPause ? 2 * pause : LongestPause;
            if (failed.Count > 0) await Task.Delay(failed.Count < batch.Count ? FirstPause : pause, time, stop);
        }
    }
}
