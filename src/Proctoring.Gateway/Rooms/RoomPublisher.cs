using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Rooms.Store;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Rooms;

/// <summary>
/// Brings events to the store, in their order and those of a room together. What fails is sent again; what does not fit is dropped
/// and counted, and once events can be told again, every session here says how it stands.
/// </summary>
internal sealed class RoomPublisher(IRoomStore store, RoomMetrics metrics, TimeProvider time, IOptions<RoomOptions> options, ILogger<RoomPublisher> logger) : BackgroundService
{
    private const int MaxBatch = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the end of the process waits for what is not told yet.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(2);

    private readonly Channel<(string Room, RoomEvent Event)> _pending =
        Channel.CreateBounded<(string, RoomEvent)>(new BoundedChannelOptions(options.Value.MaxPending) { SingleReader = true });

    private readonly CancellationTokenSource _stopped = new();
    private long _round;
    private int _hasFailed;

    /// <summary>Grows when sessions must say again how they stand.</summary>
    public long Round => Interlocked.Read(ref _round);

    /// <summary>The store may have lost what it had.</summary>
    public void TellAgain() => Interlocked.Increment(ref _round);

    public void Post(string room, RoomEvent happened)
    {
        if (_pending.Writer.TryWrite((room, happened))) return;
        metrics.Dropped.Inc();
        Interlocked.Exchange(ref _hasFailed, 1);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => RunAsync(_stopped.Token), CancellationToken.None);

    private async Task RunAsync(CancellationToken stop)
    {
        var batch = new List<(string Room, RoomEvent Event)>(MaxBatch);
        try
        {
            while (await _pending.Reader.WaitToReadAsync(stop))
            {
                batch.Clear();
                while (batch.Count < MaxBatch && _pending.Reader.TryRead(out var next)) batch.Add(next);
                await Task.WhenAll(batch.GroupBy(pair => pair.Room, pair => pair.Event).Select(room => TellAsync(room.Key, [.. room], stop)));
                if (_pending.Reader.Count == 0 && Interlocked.Exchange(ref _hasFailed, 0) == 1) TellAgain();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is left is lost with the process; its sessions' next gateway tells how they stand.
        }
    }

    private async Task TellAsync(string room, IReadOnlyList<RoomEvent> events, CancellationToken stop)
    {
        while (!await TryAsync(room, events, stop))
        {
            if (Interlocked.Exchange(ref _hasFailed, 1) == 0) Log.NotTold(logger);
            await Task.Delay(Pause, time, stop);
        }
        metrics.Published.Inc(events.Count);
    }

    private async ValueTask<bool> TryAsync(string room, IReadOnlyList<RoomEvent> events, CancellationToken stop)
    {
        try
        {
            return await store.AppendAsync(room, events, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested) // one that fails must not end the worker
        {
            Log.Failed(logger, e);
            return true;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _pending.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(LastPatience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stopped.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stopped.Dispose();
        base.Dispose();
    }
}
