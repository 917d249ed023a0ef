using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Proctoring.Gateway.Rooms;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>
/// Connects to Redis, sees whether it is still there, and sets to rights what an absence leaves behind. Ready once Redis has been
/// reached; from then on the gateway stays ready, for the sessions that it has go on without Redis.
/// </summary>
internal sealed class RedisWatch(
    RedisConnection connection, RedisConfiguration configuration, RedisWriter writer, HandOver handOver, SharedResumeKey resumeKey, Durability durability,
    SpareThreads threads, RoomPublisher rooms, SessionClock clock, TimeProvider time, ILogger<RedisWatch> logger) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RoundWhileAway = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RoundBetweenAttempts = TimeSpan.FromSeconds(1);

    /// <summary>An absence after which new connections are tried beside the old ones: names and passwords may have changed.</summary>
    private static readonly TimeSpan LongAbsence = TimeSpan.FromSeconds(3);

    private const int FurtherReadings = 4;

    private static readonly TimeSpan KeyRound = TimeSpan.FromHours(1);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _wasReached;
    private long _awaySince = time.GetTimestamp();
    private long _keySharedAt;
    private long? _attemptedAt;
    private bool _isSaid;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !_wasReached ? HealthCheckResult.Unhealthy($"Redis has not been reached yet: {connection.LastProblem}")
        : connection.IsAway ? HealthCheckResult.Degraded($"Redis is away: {connection.LastProblem}")
        : HealthCheckResult.Healthy("Redis is reached"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var isChanged = await GoRoundAsync(stoppingToken);
                if (!isChanged) await PauseAsync(connection.IsAway ? RoundWhileAway : Round, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RoundFailed(logger, e);
                await PauseAsync(Round, stoppingToken);
            }
        }
    }

    // True when there is more to do at once.
    private async Task<bool> GoRoundAsync(CancellationToken stoppingToken)
    {
        var isChanged = _changes.Reader.TryRead(out _);
        if (connection.Link is not { } link || !await IsThereAsync(link))
        {
            if (!connection.IsAway) (_awaySince, connection.IsAway) = (time.GetTimestamp(), true);
            threads.Provide();
            if (IsTimeForAnAttempt && await ReplaceAsync(stoppingToken)) return true;
            Say();
            return false;
        }
        if (connection.IsAway || isChanged) await SettleAsync(link);
        else if (time.GetElapsedTime(_keySharedAt) > KeyRound && await resumeKey.ShareAsync()) _keySharedAt = time.GetTimestamp();
        return false;
    }

    private async ValueTask<bool> IsThereAsync(RedisLink link)
    {
        if (await connection.TimeAsync(link) is not { } told) return false;
        if (_wasReached) clock.Heed(told.Reading, told.AskedAt);
        else await SetClockAsync(link, told);
        return true;
    }

    // The first call of a process is slow, and the time that it brings uncertain by as much: the quickest of a few counts.
    private async ValueTask SetClockAsync(RedisLink link, RedisTime best)
    {
        for (var i = 0; i < FurtherReadings; i++)
        {
            if (await connection.TimeAsync(link) is { } told && told.RoundTrip < best.RoundTrip) best = told;
        }
        clock.Set(best.Reading + time.GetElapsedTime(best.AskedAt) - best.RoundTrip / 2);
    }

    // What an absence, or another server in the old one's place, may have undone.
    private async Task SettleAsync(RedisLink link)
    {
        if (!await resumeKey.ShareAsync()) return;
        _keySharedAt = time.GetTimestamp();
        if (_wasReached)
        {
            connection.MarkChanged();
            writer.WriteAllAgain();
            rooms.TellAgain();
            if (connection.IsAway) Log.Back(logger, time.GetElapsedTime(_awaySince).TotalSeconds);
        }
        else
        {
            Log.Reached(logger);
            await durability.CheckAsync(link);
        }
        connection.IsAway = false;
        threads.Release();
        _wasReached = true;
        _isSaid = false;
    }

    private bool IsTimeForAnAttempt =>
        (connection.Link is null || time.GetElapsedTime(_awaySince) > LongAbsence) && (_attemptedAt is not { } at || time.GetElapsedTime(at) > RoundBetweenAttempts);

    private void Say()
    {
        if (_isSaid) return;
        _isSaid = true;
        Log.Away(logger, connection.LastProblem);
    }

    private async Task<bool> ReplaceAsync(CancellationToken stoppingToken)
    {
        _attemptedAt = time.GetTimestamp();
        var opened = await connection.TryAsync("connect", time.GetTimestamp(), () => OpenAsync(stoppingToken), null);
        if (opened is null) return false;
        var before = connection.Link;
        connection.Link = opened;
        if (before is not null) await before.DisposeAsync();
        return true;
    }

    private async Task<RedisLink?> OpenAsync(CancellationToken stoppingToken)
    {
        var link = await RedisLink.OpenAsync(configuration, OnChanged);
        try
        {
            await handOver.ListenAsync(link, stoppingToken);
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    // At once: the server that comes next may be asked for a session before this watch has gone round.
    private void OnChanged()
    {
        if (_wasReached) connection.MarkChanged(); // connecting for the first time is no change
        threads.Provide();
        _changes.Writer.TryWrite(true);
    }

    private async ValueTask PauseAsync(TimeSpan pause, CancellationToken stoppingToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var change = _changes.Reader.WaitToReadAsync(enough.Token).AsTask();
        await Task.WhenAny(change, Task.Delay(pause, time, enough.Token));
        await enough.CancelAsync();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await handOver.FinishAsync();
        if (connection.Link is { } link) await link.DisposeAsync();
    }
}
