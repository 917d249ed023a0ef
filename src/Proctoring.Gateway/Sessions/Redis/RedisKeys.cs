using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>Every key and channel in Redis. What belongs to a session carries its id as the hash tag and so lies on one slot.</summary>
internal sealed class RedisKeys(IOptions<RedisOptions> options)
{
    private readonly string _prefix = options.Value.KeyPrefix;

    private string Incidental => $"{_prefix}:{{incidents}}";

    /// <summary>A session: a hash of epoch, owner, version, over and state. Lives as long as the session can be resumed.</summary>
    public RedisKey Session(string sessionId) => $"{_prefix}:session:{{{sessionId}}}";

    /// <summary>The key that signs resume tokens, shared by all gateways. Kept alive by them.</summary>
    public RedisKey ResumeKey => $"{_prefix}:resume-key";

    /// <summary>What there is of a candidate: a set.</summary>
    public RedisKey Candidate(string digest) => $"{_prefix}:candidate:{digest}";

    /// <summary>What a code or ticket opens, under its digest. Lives as long as it is good.</summary>
    public RedisKey OneUse(string kind, string digest) => $"{_prefix}:once:{kind}:{digest}";

    /// <summary>Every incident's id, the latest last: a stream, trimmed by age. All that belongs to incidents lies on one slot.</summary>
    public RedisKey Incidents => $"{Incidental}:all";

    /// <summary>The same of one room.</summary>
    public RedisKey IncidentsOfRoom(string room) => $"{Incidental}:room:{room}";

    /// <summary>A session's episodes and how they stand, and how many reviews there were: a hash.</summary>
    public RedisKey IncidentsOfSession(string sessionId) => $"{Incidental}:session:{sessionId}";

    /// <summary>An incident: a hash of record, entry, state, review and evidence.</summary>
    public RedisKey Incident(string id) => $"{Incidental}:one:{id}";

    /// <summary>A target's notices that are due: a sorted set by time.</summary>
    public RedisKey WebhooksDue(string target) => $"{Incidental}:hooks:{target}:due";

    /// <summary>A target's dead letters: a sorted set by when they died.</summary>
    public RedisKey WebhooksDead(string target) => $"{Incidental}:hooks:{target}:dead";

    /// <summary>How often each of a target's notices was tried: a hash.</summary>
    public RedisKey WebhooksTried(string target) => $"{Incidental}:hooks:{target}:tries";

    /// <summary>All of a target, in the order in which scripts take them.</summary>
    public RedisKey[] Webhooks(string target) => [WebhooksDue(target), WebhooksDead(target), WebhooksTried(target)];

    /// <summary>What has happened in a room: a stream, trimmed by length and age.</summary>
    public RedisKey RoomEvents(string room) => $"{_prefix}:{{room:{DigestOf(room)}}}:events";

    /// <summary>How a room's candidates stand: a hash by session, with the latest entry and the latest that was trimmed.</summary>
    public RedisKey RoomCandidates(string room) => $"{_prefix}:{{room:{DigestOf(room)}}}:candidates";

    /// <summary>Where gateways hear that there is something new in a room.</summary>
    public RedisChannel Room(string room) => RedisChannel.Literal($"{_prefix}:room:{DigestOf(room)}");

    // A name with braces would put a room's keys on two slots.
    private static string DigestOf(string room) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(room)), 0, 16);

    /// <summary>Where one gateway hears from the others.</summary>
    public RedisChannel Gateway(string name) => RedisChannel.Literal($"{_prefix}:gateway:{name}");
}
