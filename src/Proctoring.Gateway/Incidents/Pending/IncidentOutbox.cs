using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Incidents.Pending;

/// <summary>
/// Incidents that are not stored yet. Each is sent again, with longer and longer pauses, until the store has it and its pictures;
/// nobody waits for that. The incident goes first: people learn of it even while the pictures' store is away.
/// </summary>
internal sealed class IncidentOutbox(
    IIncidentStore store, EvidenceUploads uploads, IncidentMetrics metrics, TimeProvider time, IOptions<IncidentOptions> options, ILogger<IncidentOutbox> logger)
    : BackgroundService
{
    private const int Workers = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>How long the end of the process waits for all that is not stored yet.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<PendingIncident, bool> _pending = new();
    private readonly Channel<PendingIncident> _due = Channel.CreateUnbounded<PendingIncident>(); // each is in it at most once, and their number is bounded
    private readonly CancellationTokenSource _stopped = new();
    private int _isFailing;

    public int Count => _pending.Count;

    /// <summary>Takes an incident and its frames over.</summary>
    public void Post(PendingIncident incident)
    {
        if (_pending.Count >= options.Value.MaxPending && !MakeRoom())
        {
            incident.GiveUpPictures();
            metrics.Lost.Inc();
            Log.Lost(logger, incident.Incident.Id);
            return;
        }
        _pending[incident] = true;
        _due.Writer.TryWrite(incident);
    }

    // Pictures go before incidents do.
    private bool MakeRoom()
    {
        foreach (var (incident, _) in _pending)
        {
            if (!incident.IsRecorded || !_pending.TryRemove(incident, out _)) continue;
            for (var lost = incident.GiveUpPictures(); lost > 0; lost--) metrics.PictureDropped(Evidence.PictureLoss.TooManyPending);
            return true;
        }
        return false;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.ShowPending(() => Count);
        if (!uploads.IsPossible) Log.NoStore(logger);
        return Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(_stopped.Token)));
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var incident in _due.Reader.ReadAllAsync(stop))
            {
                if (await TryAsync(incident, stop)) Settle(incident);
                else if (_pending.ContainsKey(incident)) _ = RepeatAsync(incident, stop);
                else incident.GiveUpPictures();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is left was counted.
        }
    }

    private async ValueTask<bool> TryAsync(PendingIncident incident, CancellationToken stop)
    {
        try
        {
            return await StoreAsync(incident, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested) // one that fails must not end the worker
        {
            Log.Failed(logger, incident.Incident.Id, e);
            return false;
        }
    }

    private async ValueTask<bool> StoreAsync(PendingIncident incident, CancellationToken stop)
    {
        if (!incident.IsRecorded)
        {
            if (await store.AddAsync(incident.Incident, stop) is not { } added) return Failed("Redis does not answer.");
            if (added.IsNew) metrics.Stored.Inc();
            incident.IsRecorded = true;
            if (added.HasEvidence) return true;
        }
        if (await uploads.TryStoreAsync(incident, stop) is not { } index) return Failed("the store of pictures does not take them.");
        if (await store.AttachAsync(incident.Incident.Id, index, stop) is not { } isOurs) return Failed("Redis does not answer.");
        if (!isOurs) await uploads.DeleteAsync(index, stop);
        return true;
    }

    private void Settle(PendingIncident incident)
    {
        incident.GiveUpPictures();
        _pending.TryRemove(incident, out _);
        if (Interlocked.Exchange(ref _isFailing, 0) == 1) Log.StoredAgain(logger);
    }

    private bool Failed(string reason)
    {
        if (Interlocked.Exchange(ref _isFailing, 1) == 0) Log.NotStored(logger, reason);
        return false;
    }

    private async Task RepeatAsync(PendingIncident incident, CancellationToken stop)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(incident.Failures++, 10));
        if (pause > LongestPause) pause = LongestPause;
        await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _due.Writer.TryWrite(incident);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(LastPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        while (Count > 0 && !either.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stopped.CancelAsync();
        await base.StopAsync(cancellationToken);
        if (Count > 0) Log.LostAtTheEnd(logger, Count);
        foreach (var (incident, _) in _pending) incident.GiveUpPictures();
    }

    public override void Dispose()
    {
        _stopped.Dispose();
        base.Dispose();
    }
}
