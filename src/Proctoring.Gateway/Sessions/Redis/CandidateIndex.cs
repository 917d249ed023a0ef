using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>What there is of a candidate, so that it can be removed: a set under the digest of their name.</summary>
internal sealed class CandidateIndex(RedisConnection connection, RedisKeys keys)
{
    public const string Session = "session";
    public const string Incident = "incident";
    public const string Secret = "secret";

    /// <summary>False where it could not be noted.</summary>
    public async ValueTask<bool> AddAsync(string candidate, string kind, string id, TimeSpan lifetime)
    {
        if (connection.Link is null) return false;
        return await connection.RunKeptAsync(RedisScript.Note, keys.Candidate(Digest(candidate)), $"{kind}:{id}", (long)lifetime.TotalMilliseconds) is not null;
    }

    /// <summary>Null where it cannot be asked.</summary>
    public async ValueTask<IReadOnlyList<string>?> OfAsync(string candidate, string kind)
    {
        var members = await connection.AskAsync<RedisValue[]?>("find", async database => await database.SetMembersAsync(keys.Candidate(Digest(candidate)), CommandFlags.DemandMaster), null);
        return members is null ? null : [.. members.Select(member => member.ToString()).Where(member => member.StartsWith(kind + ":", StringComparison.Ordinal)).Select(member => member[(kind.Length + 1)..])];
    }

    public ValueTask<bool> RemoveAsync(string candidate, string kind, string id) => connection.AskAsync(
        "forget",
        async database =>
        {
            await database.SetRemoveAsync(keys.Candidate(Digest(candidate)), $"{kind}:{id}", CommandFlags.DemandMaster);
            return true;
        },
        false);

    private static string Digest(string candidate) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(candidate)));
}
