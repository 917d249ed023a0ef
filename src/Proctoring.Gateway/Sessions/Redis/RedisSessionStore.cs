using System.Text.Json;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Verdicts;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>
/// State in Redis: any gateway goes on with any session. A session has one owner at a time, by an epoch that each taking raises.
/// Read when a candidate connects, and never otherwise; written by <see cref="RedisWriter"/>.
/// </summary>
internal sealed class RedisSessionStore(
    RedisConnection connection, RedisWriter writer, HandOver handOver, RedisKeys keys, GatewayName name, SessionClock clock,
    IOptions<CandidateSessionOptions> options, IOptions<VerdictOptions> verdicts, ILogger<RedisSessionStore> logger) : ISessionStore
{
    /// <summary>Owners that are asked for a session, one after another, before its candidate is told to come back later.</summary>
    private const int MaxOwners = 4;

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];

    public async ValueTask<SessionLease?> StartAsync(string room, CancellationToken cancellationToken)
    {
        if (writer.Count >= options.Value.MaxSessions) return null;
        var lease = new RedisLease(writer, StoredSession.Start(room, clock.Now, options.Value.Lifetime, verdicts.Value), epoch: 1, version: 1);
        writer.Add(lease);
        writer.Enqueue(lease);
        // What the candidate is given to resume with should be good for it. Where Redis is away it will be, once it is back.
        if (!connection.IsAway) await writer.WaitAsync(lease.FirstStored, cancellationToken);
        return lease;
    }

    public async ValueTask<Resumption> ResumeAsync(string sessionId, CancellationToken cancellationToken)
    {
        // Two connections here that want the same session take turns; others rarely meet them.
        var turn = _turns[(uint)sessionId.GetHashCode() % (uint)_turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await TakeAsync(sessionId, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask<Resumption> TakeAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (!await handOver.AskHereAsync(sessionId, cancellationToken)) return Resumption.Later;
        var from = RedisValue.EmptyString;
        for (var i = 0; i <= MaxOwners; i++)
        {
            if (await connection.RunAsync(RedisScript.Take, keys.Session(sessionId), name.Value, from) is not { } reply) return Resumption.Later;
            switch (reply.Word)
            {
                case "taken":
                    return await OwnAsync(sessionId, (long)reply[0], reply[1].ToString(), (byte[])reply[2]!);
                case "held":
                    if (!await handOver.AskAsync(reply[1].ToString(), sessionId, (long)reply[0], cancellationToken)) return Resumption.Later;
                    from = (long)reply[0];
                    break;
                case "unknown" when connection.IsSettling:
                    return Resumption.Later;
                default:
                    return Resumption.Over;
            }
        }
        return Resumption.Later;
    }

    private async ValueTask<Resumption> OwnAsync(string sessionId, long epoch, string previousOwner, byte[] json)
    {
        if (previousOwner.Length > 0 && previousOwner != name.Value) await handOver.TellLostAsync(previousOwner, sessionId, epoch - 1);
        StoredSession session;
        try
        {
            session = SessionRecord.Read(json);
        }
        catch (JsonException e)
        {
            Log.Unreadable(logger, sessionId, e);
            return Resumption.Over;
        }
        var lease = new RedisLease(writer, session, epoch, version: 0);
        writer.Add(lease);
        return Resumption.Of(lease);
    }
}
