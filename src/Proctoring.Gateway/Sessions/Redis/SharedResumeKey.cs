using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>The key that signs resume tokens lies in Redis, so that any gateway reads any token. A file can bring it instead.</summary>
internal sealed class SharedResumeKey(RedisConnection connection, RedisKeys keys, ResumeTokens tokens, IOptions<CandidateSessionOptions> options, ILogger<SharedResumeKey> logger)
{
    /// <summary>Beyond the longest life of a session, so no token outlives its key.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    private bool _isShared;

    /// <summary>Takes the key that is there, or brings one. False when Redis did not answer.</summary>
    public async ValueTask<bool> ShareAsync()
    {
        if (options.Value.ResumeKeyFile.Length > 0) return true;
        var reply = await connection.RunAsync(RedisScript.Key, keys.ResumeKey, tokens.Key, (long)Lifetime.TotalMilliseconds);
        if (reply is not { } answer) return false;
        var key = (byte[])answer[0]!;
        if (_isShared && !key.AsSpan().SequenceEqual(tokens.Key)) Log.KeyReplaced(logger);
        tokens.Replace(key, keepEarlier: _isShared);
        _isShared = true;
        return true;
    }
}
