using System.Text.Json;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Gateway.Webhooks;
using StackExchange.Redis;

namespace Proctoring.Gateway.Incidents.Store;

/// <summary>Incidents in Redis, for all gateways: streams that are read from wherever one likes, trimmed by age, and a hash for each.</summary>
internal sealed class RedisIncidentStore(
    RedisConnection connection, ReplicaWait replicas, RedisKeys keys, CandidateIndex candidates, WebhookTargets webhooks, SessionClock clock, IOptions<IncidentOptions> options, ILogger<RedisIncidentStore> logger)
    : IIncidentStore
{
    /// <summary>Entries that one request looks at: a page may have few incidents where few of them fit.</summary>
    private const int MostLookedAt = 1_000;

    /// <summary>Of those whose time is up.</summary>
    private const int MostAtOnce = 100;

    // Twice the time: whoever removes what is too old, pictures first, should find it. Should nobody do so, it ends by itself.
    private TimeSpan Longest => 2 * options.Value.KeepFor;

    private long LongestMilliseconds => (long)Longest.TotalMilliseconds;

    public async ValueTask<Added?> AddAsync(Incident incident, CancellationToken cancellationToken)
    {
        if (incident.Candidate is { } candidate && !await candidates.AddAsync(candidate, CandidateIndex.Incident, incident.Id, Longest)) return null;
        var key = keys.Incident(incident.Id);
        RedisKey[] touched = [key, keys.IncidentsOfSession(incident.Session), keys.Incidents, keys.IncidentsOfRoom(incident.Room), .. Told(WebhookKind.Marked, incident.Room)];
        var record = JsonSerializer.SerializeToUtf8Bytes(incident, IncidentJson.Default.Incident);
        var oldest = EntryId.Of(clock.Now - Longest).ToString();
        if (await connection.RunKeptAsync(RedisScript.Incident, touched, record, incident.Id, incident.Episode, oldest, LongestMilliseconds, new Notice(WebhookKind.Marked, incident.Id).ToString()) is not { } reply) return null;
        if (reply.Word != "stored") return new Added(false, (long)reply[0] == 1);
        await replicas.ConfirmAsync([key]);
        return new Added(true, false);
    }

    public async ValueTask<bool?> AttachAsync(string id, EvidenceIndex evidence, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(evidence, IncidentJson.Default.EvidenceIndex);
        return await connection.RunAsync(RedisScript.Evidence, keys.Incident(id), json, evidence.Pictures.Count) is { } reply ? reply.Word == "stored" : null;
    }

    public async ValueTask<Answer<Decided>> ReviewAsync(string id, Review review, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, cancellationToken);
        if (found.Value?.Incident is not { } incident) return new Answer<Decided>(found.IsAway, null);
        var json = JsonSerializer.SerializeToUtf8Bytes(review, IncidentJson.Default.Review);
        RedisKey[] touched = [keys.Incident(id), keys.IncidentsOfSession(incident.Session), .. Told(WebhookKind.Reviewed, incident.Room)];
        if (await connection.RunKeptAsync(RedisScript.Review, touched, review.State.ToString(), json, incident.Episode, new Notice(WebhookKind.Reviewed, id).ToString()) is not { } reply) return Answer<Decided>.Away;
        if (reply.Word != "stored") return Answer<Decided>.Nothing;
        return Answer<Decided>.Of(new Decided(incident.Session, new Dismissals((long)reply[0], IncidentHash.Dismissed((RedisResult[])reply[1]!))));
    }

    public async ValueTask<Answer<IncidentFile>> FindAsync(string id, CancellationToken cancellationToken)
    {
        var hash = await AskAsync("find", database => database.HashGetAllAsync(keys.Incident(id), CommandFlags.DemandMaster));
        return hash is null ? Answer<IncidentFile>.Away : new Answer<IncidentFile>(false, IncidentHash.Read(id, hash, logger));
    }

    public async ValueTask<Answer<IReadOnlyList<IncidentFile>>> OfSessionAsync(string session, CancellationToken cancellationToken)
    {
        var episodes = await AskAsync("find", database => database.HashKeysAsync(keys.IncidentsOfSession(session), CommandFlags.DemandMaster));
        if (episodes is null) return Answer<IReadOnlyList<IncidentFile>>.Away;
        var ids = episodes.Where(field => field.TryParse(out int _)).Select(field => (int)field).Order().Select(episode => Incident.IdOf(session, episode));
        return await ReadAllAsync([.. ids]) is { } files ? Answer<IReadOnlyList<IncidentFile>>.Of(files) : Answer<IReadOnlyList<IncidentFile>>.Away;
    }

    public async ValueTask<Answer<IncidentPage>> ListAsync(IncidentQuery query, CancellationToken cancellationToken)
    {
        var key = query.Room is { } room ? keys.IncidentsOfRoom(room) : keys.Incidents;
        var (from, looked, found) = (query.After, 0, new List<IncidentFile>());
        while (true)
        {
            var batch = await AskAsync("list", database => RangeAsync(database, key, query, from));
            if (batch is null) return Answer<IncidentPage>.Away;
            if (await ReadAllAsync([.. batch.Select(entry => entry["id"].ToString())]) is not { } files) return Answer<IncidentPage>.Away;
            foreach (var file in files.Where(file => query.State is null || query.State == file.State))
            {
                found.Add(file);
                if (found.Count == query.Limit) return Answer<IncidentPage>.Of(new IncidentPage(found, file.Entry));
            }
            if (batch.Length < query.Limit) return Answer<IncidentPage>.Of(new IncidentPage(found, null));
            (from, looked) = (batch[^1].Id.ToString(), looked + batch.Length);
            if (looked >= MostLookedAt) return Answer<IncidentPage>.Of(new IncidentPage(found, from));
        }
    }

    public async ValueTask<bool?> HoldAsync(string id, bool isHeld, CancellationToken cancellationToken) =>
        await connection.RunKeptAsync(RedisScript.Hold, keys.Incident(id), isHeld ? 1 : 0, LongestMilliseconds) is { } reply ? reply.Word == "stored" : null;

    public async ValueTask<IReadOnlyList<IncidentFile>?> ExpiredAsync(CancellationToken cancellationToken)
    {
        var (from, until, expired) = ((RedisValue)"-", (RedisValue)EntryId.Of(clock.Now - options.Value.KeepFor).ToString(), new List<IncidentFile>());
        while (true)
        {
            var batch = await AskAsync("list", database => database.StreamRangeAsync(keys.Incidents, from, until, MostAtOnce, Order.Ascending, CommandFlags.DemandMaster));
            if (batch is null || await ReadAllAsync([.. batch.Select(entry => entry["id"].ToString())]) is not { } files) return null;
            expired.AddRange(files.Where(file => !file.IsHeld));
            if (batch.Length < MostAtOnce || expired.Count >= MostAtOnce) return expired;
            from = $"({batch[^1].Id}";
        }
    }

    public async ValueTask<Answer<IReadOnlyList<IncidentFile>>> OfCandidateAsync(string candidate, CancellationToken cancellationToken)
    {
        if (await candidates.OfAsync(candidate, CandidateIndex.Incident) is not { } ids || await ReadAllAsync(ids) is not { } files) return Answer<IReadOnlyList<IncidentFile>>.Away;
        return Answer<IReadOnlyList<IncidentFile>>.Of(files);
    }

    public async ValueTask<bool> RemoveAsync(IncidentFile file, CancellationToken cancellationToken)
    {
        var incident = file.Incident;
        RedisKey[] touched = [keys.Incident(incident.Id), keys.IncidentsOfSession(incident.Session), keys.Incidents, keys.IncidentsOfRoom(incident.Room)];
        if (await connection.RunKeptAsync(RedisScript.Remove, touched, file.Entry, incident.Episode) is null) return false;
        return incident.Candidate is not { } candidate || await candidates.RemoveAsync(candidate, CandidateIndex.Incident, incident.Id);
    }

    // In the same step, so that nothing is stored of which nobody is told.
    private IEnumerable<RedisKey> Told(WebhookKind kind, string room) => webhooks.Wanting(kind, room).SelectMany(target => keys.Webhooks(target.Name));

    private static Task<StreamEntry[]> RangeAsync(IDatabase database, RedisKey key, IncidentQuery query, string? after)
    {
        RedisValue oldest = query.Since is { } since ? EntryId.Of(since).ToString() : "-";
        RedisValue newest = "+";
        if (after is not null && query.NewestFirst) newest = $"({after}";
        else if (after is not null && IsLater(after, query.Since)) oldest = $"({after}";
        return database.StreamRangeAsync(key, oldest, newest, query.Limit, query.NewestFirst ? Order.Descending : Order.Ascending, CommandFlags.DemandMaster);
    }

    private static bool IsLater(string entry, DateTimeOffset? than) => than is null || EntryId.TryParse(entry, out var id) && id.CompareTo(EntryId.Of(than.Value)) >= 0;

    // What has expired, or was deleted, is passed over.
    private async ValueTask<List<IncidentFile>?> ReadAllAsync(IReadOnlyList<string> ids)
    {
        var hashes = await AskAsync("find", database => Task.WhenAll(ids.Select(id => database.HashGetAllAsync(keys.Incident(id), CommandFlags.DemandMaster))));
        return hashes is null ? null : [.. ids.Zip(hashes, (id, hash) => IncidentHash.Read(id, hash, logger)).OfType<IncidentFile>()];
    }

    private ValueTask<T?> AskAsync<T>(string operation, Func<IDatabase, Task<T>> ask)
        where T : class => connection.AskAsync<T?>(operation, async database => await ask(database), null);
}
