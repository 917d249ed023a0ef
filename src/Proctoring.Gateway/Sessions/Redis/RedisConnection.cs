using Proctoring.Gateway.Telemetry;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>
/// What this gateway says to Redis. A call that fails is an outcome, not an exception; each is counted, and each reply tells the
/// session clock the time.
/// </summary>
internal sealed class RedisConnection(SessionClock clock, TimeProvider time, RedisMetrics metrics)
{
    /// <summary>Gateways notice within two seconds or so, and write a thousand sessions in much less.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private volatile RedisLink? _link;
    private volatile bool _isAway = true;
    private volatile Moment? _changedAt;

    /// <summary>Null until the first connection.</summary>
    public RedisLink? Link
    {
        get => _link;
        set => _link = value;
    }

    /// <summary>Whether Redis cannot be reached, as far as is known: it is looked for every two seconds.</summary>
    public bool IsAway
    {
        get => _isAway;
        set
        {
            _isAway = value;
            metrics.Away.Set(value ? 1 : 0);
        }
    }

    /// <summary>
    /// Whether Redis came back a moment ago, perhaps without what it had: the gateways are still writing that again. It may answer
    /// before this gateway has noticed that it is there: as long as it counts as away, its answers are those of one that comes back.
    /// </summary>
    public bool IsSettling => IsAway || (_changedAt is { } at && time.GetElapsedTime(at.Timestamp) < Settling);

    /// <summary>Redis has been away, or another server may have taken its place.</summary>
    public void MarkChanged() => _changedAt = new Moment(time.GetTimestamp());

    /// <summary>Why the latest call that failed did; for people.</summary>
    public string LastProblem { get; private set; } = "It has not been tried yet.";

    /// <summary>Runs a script. Null when there was no answer: it may or may not have run.</summary>
    public ValueTask<RedisReply?> RunAsync(RedisScript script, RedisKey key, params RedisValue[] arguments) => RunAsync(_link?.Main, script, [key], arguments);

    /// <summary>As <see cref="RunAsync(RedisScript, RedisKey, RedisValue[])"/>, on the connection that may wait for replicas.</summary>
    public ValueTask<RedisReply?> RunKeptAsync(RedisScript script, RedisKey key, params RedisValue[] arguments) => RunAsync(_link?.Kept, script, [key], arguments);

    /// <inheritdoc cref="RunKeptAsync(RedisScript, RedisKey, RedisValue[])"/>
    public ValueTask<RedisReply?> RunKeptAsync(RedisScript script, RedisKey[] keys, params RedisValue[] arguments) => RunAsync(_link?.Kept, script, keys, arguments);

    /// <inheritdoc cref="RunAsync(RedisScript, RedisKey, RedisValue[])"/>
    public ValueTask<RedisReply?> RunAsync(RedisScript script, RedisKey[] keys, params RedisValue[] arguments) => RunAsync(_link?.Main, script, keys, arguments);

    private async ValueTask<RedisReply?> RunAsync(IConnectionMultiplexer? connection, RedisScript script, RedisKey[] keys, RedisValue[] arguments)
    {
        if (connection is null) return null;
        var askedAt = time.GetTimestamp();
        return await TryAsync(script.Name, askedAt, async () =>
        {
            var reply = await script.RunAsync(connection.GetDatabase(), keys, arguments);
            clock.Heed(reply.Time, askedAt);
            return (RedisReply?)reply;
        }, null);
    }

    /// <summary>Asks for the time. Null when there was no answer.</summary>
    public async ValueTask<RedisTime?> TimeAsync(RedisLink link)
    {
        var askedAt = time.GetTimestamp();
        return await TryAsync("time", askedAt, async () =>
        {
            var parts = (RedisResult[])(await link.Main.GetDatabase().ExecuteAsync("TIME", [], CommandFlags.DemandMaster))!;
            return (RedisTime?)new RedisTime(RedisReply.TimeOf(parts[0], parts[1]), askedAt, time.GetElapsedTime(askedAt));
        }, null);
    }

    /// <summary>Tells another gateway something.</summary>
    /// <returns>How many connections of the asked server heard it, in a Cluster perhaps not all; -1 when it could not be said.</returns>
    public async ValueTask<long> PublishAsync(RedisChannel channel, string text)
    {
        if (_link is not { } link) return -1;
        return await TryAsync("publish", time.GetTimestamp(), () => link.Main.GetSubscriber().PublishAsync(channel, text, CommandFlags.DemandMaster), -1);
    }

    /// <summary>Asks the main connection's database for something. <paramref name="failed"/> where there is no answer, or no connection yet.</summary>
    /// <param name="ask">Asks a primary: CommandFlags.DemandMaster.</param>
    public ValueTask<T> AskAsync<T>(string operation, Func<IDatabase, Task<T>> ask, T failed) =>
        _link is { } link ? TryAsync(operation, time.GetTimestamp(), () => ask(link.Main.GetDatabase()), failed) : ValueTask.FromResult(failed);

    /// <summary>Anything else.</summary>
    public async ValueTask<T> TryAsync<T>(string operation, long askedAt, Func<Task<T>> call, T failed)
    {
        try
        {
            var answer = await call();
            metrics.Count(operation, "ok", time.GetElapsedTime(askedAt));
            return answer;
        }
        catch (Exception e) when (IsProblem(e))
        {
            LastProblem = Describe(e);
            metrics.Count(operation, e is TimeoutException ? "timeout" : "failed", time.GetElapsedTime(askedAt));
            return failed;
        }
    }

    /// <summary>Whether something went wrong between here and there, rather than in this program.</summary>
    public static bool IsProblem(Exception e) => e is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException or OperationCanceledException or IOException;

    /// <summary>The first sentence: the library goes on with figures of its own.</summary>
    public static string Describe(Exception e)
    {
        var text = e is TimeoutException ? "it does not answer" : e.Message;
        var end = text.AsSpan().IndexOfAny(",;\n");
        return (end > 0 ? text[..end] : text).TrimEnd('.') + ".";
    }

    private sealed record Moment(long Timestamp);
}

/// <param name="Reading">What the server said.</param>
/// <param name="AskedAt">A timestamp of this process.</param>
internal readonly record struct RedisTime(DateTimeOffset Reading, long AskedAt, TimeSpan RoundTrip);
