using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Telemetry;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>
/// Brings states to Redis, the newest of each session, without anybody waiting for it. What fails is tried again until it is
/// stored or somebody else has the session. What must be kept goes a way of its own and is confirmed by a replica where there is one.
/// </summary>
internal sealed class RedisWriter : BackgroundService
{
    /// <summary>How long the end of a connection waits for its last state to be stored.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long the end of the process waits for all that is not stored yet.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(10);

    private const int Workers = 4;

    private readonly RedisConnection _connection;
    private readonly RedisKeys _keys;
    private readonly ReplicaWait _replicas;
    private readonly RedisMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WriteLane _lane;
    private readonly WriteLane _keptLane;
    private readonly ConcurrentDictionary<string, RedisLease> _leases = new();
    private readonly CancellationTokenSource _stopped = new();

    // Also long enough that a late write of its last owner cannot bring back what is over.
    private readonly TimeSpan _overKept;
    private int _isFailing;

    public RedisWriter(
        RedisConnection connection, RedisKeys keys, ReplicaWait replicas, GatewayName name, RedisMetrics metrics, TimeProvider time,
        IOptions<CandidateSessionOptions> options, ILogger<RedisWriter> logger)
    {
        (_connection, _keys, _replicas, Name, _metrics, _time, _logger, _overKept) = (connection, keys, replicas, name, metrics, time, logger, options.Value.KeepFor);
        _lane = new WriteLane(Workers, WriteAsync, time, logger);
        _keptLane = new WriteLane(workers: 1, WriteKeptAsync, time, logger);
        metrics.ShowPending(CountPending);
    }

    private GatewayName Name { get; }

    /// <summary>Sessions that this gateway has, and those whose last state is not stored yet.</summary>
    public int Count => _leases.Count;

    /// <summary>This gateway's lease of a session; null when it has none.</summary>
    public RedisLease? Find(string sessionId) => _leases.GetValueOrDefault(sessionId);

    public void Add(RedisLease lease) => _leases[lease.Session.Id] = lease;

    public void Enqueue(RedisLease lease) => (lease.MustBeKept ? _keptLane : _lane).Enqueue(lease);

    /// <summary>Waits for something to be stored, but not for long.</summary>
    /// <returns>Whether it has been.</returns>
    public async ValueTask<bool> WaitAsync(Task stored, CancellationToken cancellationToken)
    {
        await stored.WaitAsync(Patience, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return stored.IsCompleted;
    }

    /// <summary>Redis was away, or another server has taken its place: every session is written once more.</summary>
    public void WriteAllAgain()
    {
        foreach (var (_, lease) in _leases)
        {
            lease.Doubt();
            _lane.Enqueue(lease);
        }
    }

    public int CountPending() => _leases.Count(pair => pair.Value.IsPending);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_lane.RunAsync(_stopped.Token), _keptLane.RunAsync(_stopped.Token));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await _stopped.CancelAsync();
        await base.StopAsync(cancellationToken);
        if (CountPending() is > 0 and var lost)
        {
            _metrics.StatesLost.Inc(lost);
            Log.Lost(_logger, lost);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(LastPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        while (CountPending() > 0 && !either.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<IReadOnlyList<RedisLease>> WriteAsync(IReadOnlyList<RedisLease> batch)
    {
        var written = await Task.WhenAll(batch.Select(lease => WriteAsync(lease, isKept: false)));
        return Failed(batch, written);
    }

    private async Task<IReadOnlyList<RedisLease>> WriteKeptAsync(IReadOnlyList<RedisLease> batch)
    {
        var written = await Task.WhenAll(batch.Select(lease => WriteAsync(lease, isKept: true)));
        var unconfirmed = await _replicas.ConfirmAsync([.. batch.Where((_, i) => written[i]).Select(lease => _keys.Session(lease.Session.Id))]);
        if (unconfirmed > 0)
        {
            _metrics.Unreplicated.Inc(unconfirmed);
            Log.NotReplicated(_logger, unconfirmed);
        }
        return Failed(batch, written);
    }

    private async Task<bool> WriteAsync(RedisLease lease, bool isKept)
    {
        if (!lease.IsPending)
        {
            Forget(lease);
            return true;
        }
        if (!isKept && lease.MustBeKept)
        {
            _keptLane.Enqueue(lease);
            return true;
        }
        var draft = lease.Draft;
        var session = lease.Session with { State = draft.State };
        RedisValue[] arguments =
        [
            lease.Epoch, Name.Value, draft.Version, SessionRecord.Write(session), session.ExpiresAt.ToUnixTimeMilliseconds(),
            draft.Standing switch { Standing.Held => "held", Standing.Released => "released", _ => "over" }, (long)_overKept.TotalMilliseconds,
        ];
        var key = _keys.Session(session.Id);
        var reply = isKept ? await _connection.RunKeptAsync(RedisScript.Write, key, arguments) : await _connection.RunAsync(RedisScript.Write, key, arguments);
        if (reply is not { } answer) return false;
        if (answer.Word == "fenced") OnFenced(lease);
        else
        {
            lease.OnStored(draft.Version);
            if (answer.Dismissals(at: 0) is { } dismissals) lease.Hear(dismissals);
        }
        Forget(lease);
        return true;
    }

    public void OnFenced(RedisLease lease)
    {
        if (!lease.OnFenced()) return;
        _metrics.Fenced.Inc();
        Log.Fenced(_logger, lease.Session.Id);
    }

    // Once given back and stored, or taken by somebody else.
    private void Forget(RedisLease lease)
    {
        if (lease.Settled.IsCompleted) _leases.TryRemove(new KeyValuePair<string, RedisLease>(lease.Session.Id, lease));
    }

    private RedisLease[] Failed(IReadOnlyList<RedisLease> batch, bool[] written)
    {
        RedisLease[] failed = [.. batch.Where((_, i) => !written[i])];
        if (failed.Length == 0) _isFailing = 0;
        else if (Interlocked.Exchange(ref _isFailing, 1) == 0) Log.NotStored(_logger, failed.Length, _connection.LastProblem);
        return failed;
    }

    public override void Dispose()
    {
        _stopped.Dispose();
        base.Dispose();
    }
}
