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
    RedisConnection connection, RedisWriter writer, HandOver handOver, CandidateIndex candidates, RedisKeys keys, GatewayName name, SessionClock clock,
    IOptions<CandidateSessionOptions> options, IOptions<VerdictOptions> verdicts, ILogger<RedisSessionStore> logger) : ISessionStore
{
    /// <summary>Owners that are asked for a session, one after another, before its candidate is told to come back later.</summary>
    private const int MaxOwners = 4;

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];

    public async ValueTask<SessionLease?> StartAsync(NewSession session, CancellationToken cancellationToken)
    {
        if (writer.Count >= options.Value.MaxSessions) return null;
        var lease = new RedisLease(writer, StoredSession.Start(session, clock.Now, options.Value.Lifetime, verdicts.Value), epoch: 1, version: 1);
        // Where Redis is away this is lost: the session then ends by itself, in hours.
        if (session.Candidate is { } candidate && !connection.IsAway) await candidates.AddAsync(candidate, CandidateIndex.Session, lease.Session.Id, lease.Session.ExpiresAt - clock.Now);
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
                    return await OwnAsync(sessionId, (long)reply[0], reply[1].ToString(), (byte[])reply[2]!, reply.Dismissals(at: 3));
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

    public async ValueTask<Answer<KnownSession>> FindAsync(string sessionId, CancellationToken cancellationToken)
    {
        RedisValue[] fields = ["state", "owner", "over", "reviews", "dismissed"];
        var values = await connection.AskAsync<RedisValue[]?>("find", async database => await database.HashGetAsync(keys.Session(sessionId), fields, CommandFlags.DemandMaster), null);
        if (values is null) return Answer<KnownSession>.Away;
        if (values[0].IsNull || Read(sessionId, (byte[])values[0]!) is not { } session) return Answer<KnownSession>.Nothing;
        var dismissals = values[3].IsNull ? null : Dismissals.Parse((long)values[3], values[4].ToString());
        return Answer<KnownSession>.Of(new KnownSession(session with { State = session.State.After(dismissals) }, values[1].ToString().Length > 0, values[2] == "1"));
    }

    public async ValueTask<bool> DismissAsync(string sessionId, Dismissals dismissals, CancellationToken cancellationToken)
    {
        if (await connection.RunKeptAsync(RedisScript.Dismiss, keys.Session(sessionId), dismissals.Version, dismissals.List) is not { } reply) return false;
        if (reply.Word == "stored" && reply[0].ToString() is { Length: > 0 } owner) await handOver.TellDismissalsAsync(owner, sessionId, dismissals);
        return true;
    }

    public ValueTask<IReadOnlyList<string>?> OfCandidateAsync(string candidate, CancellationToken cancellationToken) => candidates.OfAsync(candidate, CandidateIndex.Session);

    public async ValueTask<bool> EraseAsync(string sessionId, string candidate, CancellationToken cancellationToken) =>
        await connection.RunKeptAsync(RedisScript.Erase, keys.Session(sessionId)) is not null && await candidates.RemoveAsync(candidate, CandidateIndex.Session, sessionId);

    private async ValueTask<Resumption> OwnAsync(string sessionId, long epoch, string previousOwner, byte[] json, Dismissals? dismissals)
    {
        if (previousOwner.Length > 0 && previousOwner != name.Value) await handOver.TellLostAsync(previousOwner, sessionId, epoch - 1);
        if (Read(sessionId, json) is not { } session) return Resumption.Over;
        var lease = new RedisLease(writer, session with { State = session.State.After(dismissals) }, epoch, version: 0);
        if (dismissals is not null) lease.Hear(dismissals);
        writer.Add(lease);
        return Resumption.Of(lease);
    }

    private StoredSession? Read(string sessionId, byte[] json)
    {
        try
        {
            return SessionRecord.Read(json);
        }
        catch (JsonException e)
        {
            Log.Unreadable(logger, sessionId, e);
            return null;
        }
    }
}
