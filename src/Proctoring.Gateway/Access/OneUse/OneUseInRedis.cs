using System.Text.Json;
using System.Text.Json.Serialization;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;
using StackExchange.Redis;

namespace Proctoring.Gateway.Access.OneUse;

/// <summary>Secrets that any gateway issues and any other takes.</summary>
internal sealed class OneUseInRedis(RedisConnection connection, RedisKeys keys, CandidateIndex candidates) : IOneUseSecrets
{
    public async ValueTask<string?> IssueAsync(SecretKind kind, CandidatePass pass, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var secret = Secret.New();
        var json = JsonSerializer.SerializeToUtf8Bytes(pass, CandidatePassJson.Default.CandidatePass);
        var digest = Secret.Digest(secret);
        // A ticket is gone in a minute; a code may lie there for weeks.
        if (kind == SecretKind.Code && !await candidates.AddAsync(pass.Candidate, CandidateIndex.Secret, digest, lifetime)) return null;
        var key = keys.OneUse(kind.ToString(), digest);
        return await connection.AskAsync("issue", database => database.StringSetAsync(key, json, lifetime, When.Always, CommandFlags.DemandMaster), false) ? secret : null;
    }

    public async ValueTask<int?> ForgetAsync(string candidate, CancellationToken cancellationToken)
    {
        if (await candidates.OfAsync(candidate, CandidateIndex.Secret) is not { } digests) return null;
        var forgotten = 0;
        foreach (var digest in digests)
        {
            var key = keys.OneUse(nameof(SecretKind.Code), digest);
            var was = await connection.AskAsync("forget", async database => (bool?)!(await database.StringGetDeleteAsync(key, CommandFlags.DemandMaster)).IsNull, null);
            if (was is not { } wasThere || !await candidates.RemoveAsync(candidate, CandidateIndex.Secret, digest)) return null;
            forgotten += wasThere ? 1 : 0;
        }
        return forgotten;
    }

    public async ValueTask<Answer<CandidatePass>> RedeemAsync(SecretKind kind, string secret, CancellationToken cancellationToken)
    {
        var key = keys.OneUse(kind.ToString(), Secret.Digest(secret));
        var json = await connection.AskAsync("redeem", async database => (RedisValue?)await database.StringGetDeleteAsync(key, CommandFlags.DemandMaster), null);
        if (json is not { } found) return Answer<CandidatePass>.Away;
        return new Answer<CandidatePass>(false, found.IsNull ? null : JsonSerializer.Deserialize((byte[])found!, CandidatePassJson.Default.CandidatePass));
    }
}

[JsonSerializable(typeof(CandidatePass))]
internal sealed partial class CandidatePassJson : JsonSerializerContext;
