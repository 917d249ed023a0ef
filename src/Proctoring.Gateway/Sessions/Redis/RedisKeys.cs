using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>Every key and channel in Redis. What belongs to a session carries its id as the hash tag and so lies on one slot.</summary>
internal sealed class RedisKeys(IOptions<RedisOptions> options)
{
    private readonly string _prefix = options.Value.KeyPrefix;

    /// <summary>A session: a hash of epoch, owner, version, over and state. Lives as long as the session can be resumed.</summary>
    public RedisKey Session(string sessionId) => $"{_prefix}:session:{{{sessionId}}}";

    /// <summary>The key that signs resume tokens, shared by all gateways. Kept alive by them.</summary>
    public RedisKey ResumeKey => $"{_prefix}:resume-key";

    /// <summary>Where one gateway hears from the others.</summary>
    public RedisChannel Gateway(string name) => RedisChannel.Literal($"{_prefix}:gateway:{name}");
}
