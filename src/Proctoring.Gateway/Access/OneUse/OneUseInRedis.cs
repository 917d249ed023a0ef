using System.Text.Json;
using System.Text.Json.Serialization;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;
using StackExchange.Redis;

namespace Proctoring.Gateway.Access.OneUse;

/// <summary>Secrets that any gateway issues and any other takes.</summary>
internal sealed class OneUseInRedis(RedisConnection connection, RedisKeys keys, CandidateIndex candidates, TimeProvider time) : IOneUseSecrets
{
    public async ValueTask<string?> IssueAsync(SecretKind kind, CandidatePass pass, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (connection.Link is not { } link) return null;
        var secret = Secret.New();
        var json = JsonSerializer.SerializeToUtf8Bytes(pass, CandidatePassJson.Default.CandidatePass);
        var digest = Secret.Digest(secret);
        // A ticket is gone in a minute; a code may lie there for weeks.
        if (kind == SecretKind.Code && !await candidates.AddAsync(pass.Candidate, CandidateIndex.Secret, digest, lifetime)) return null;
        var key = keys.OneUse(kind.ToString(), digest);
        return await connection.TryAsync("issue", time.GetTimestamp(), () => link.Main.GetDatabase().StringSetAsync(key, json, lifetime, When.Always, CommandFlags.DemandMaster), false) ? secret : null;
    }

    public async ValueTask<int?> ForgetAsync(string candidate, CancellationToken cancellationToken)
    {
        if (connection.Link is not { } link || await candidates.OfAsync(candidate, CandidateIndex.Secret) is not { } digests) return null;
        var forgotten = 0;
        foreach (var digest in digests)
        {
            var key = keys.OneUse(nameof(SecretKind.Code), digest);
            var was = await connection.TryAsync("forget", time.GetTimestamp(), async () => (bool?)!(await link.Main.GetDatabase().StringGetDeleteAsync(key, CommandFlags.DemandMaster)).IsNull, null);
            if (was is not { } wasThere || !await candidates.RemoveAsync(candidate, CandidateIndex.Secret, digest)) return null;
            forgotten += wasThere ? 1 : 0;
        }
        return forgotten;
    }

    public async ValueTask<Answer<CandidatePass>> RedeemAsync(SecretKind kind, string secret, CancellationToken cancellationToken)
    {
        if (connection.Link is not { } link) return Answer<CandidatePass>.Away;
        var key = keys.OneUse(kind.ToString(), Secret.Digest(secret));
        var json = await connection.TryAsync("redeem", time.GetTimestamp(), async () => (RedisValue?)await link.Main.GetDatabase().StringGetDeleteAsync(key, CommandFlags.DemandMaster), null);
        if (json is not { } found) return Answer<CandidatePass>.Away;
        return new Answer<CandidatePass>(false, found.IsNull ? null : JsonSerializer.Deserialize((byte[])found!, CandidatePassJson.Default.CandidatePass));
    }
}

[JsonSerializable(typeof(CandidatePass))]
internal sealed partial class CandidatePassJson : JsonSerializerContext;
