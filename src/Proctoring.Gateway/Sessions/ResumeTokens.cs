using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Sessions;

/// <summary>What a client shows to take its session up again: <c>id.expiry.signature</c>, HMAC-SHA-256. Never logged.</summary>
internal sealed class ResumeTokens(SessionClock clock, IOptions<CandidateSessionOptions> options)
{
    private const int MaxLength = 256;
    private const int KeyLength = 32;

    private volatile byte[]? _earlier;
    private volatile byte[] _key = ReadKey(options.Value.ResumeKeyFile) ?? RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>Signs tokens. A new one each start, unless a file brings it, an earlier run's is restored, or the gateways share one.</summary>
    public byte[] Key => _key;

    /// <summary>All that are believed, the one that signs first.</summary>
    public IEnumerable<byte[]> Keys => _earlier is { } earlier ? [_key, earlier] : [_key];

    /// <summary>From now on signs with another key.</summary>
    /// <param name="keepEarlier">Whether tokens signed so far stay good.</param>
    public void Replace(byte[] key, bool keepEarlier)
    {
        if (key.AsSpan().SequenceEqual(_key)) return;
        if (keepEarlier) _earlier = _key;
        _key = key;
    }

    public string Issue(string sessionId, DateTimeOffset expiresAt)
    {
        var claim = $"{sessionId}.{expiresAt.ToUnixTimeSeconds()}";
        return $"{claim}.{Sign(_key, claim)}";
    }

    /// <summary>Whether this server signed the token; and if so, for which session, null when the token has expired.</summary>
    public bool TryRead(string token, out string? sessionId)
    {
        sessionId = null;
        if (token.Length > MaxLength) return false;
        var end = token.LastIndexOf('.');
        if (end < 0) return false;
        var claim = token[..end];
        if (!IsSignedWith(_key, claim, token[(end + 1)..]) && (_earlier is not { } earlier || !IsSignedWith(earlier, claim, token[(end + 1)..]))) return false;
        var parts = claim.Split('.');
        if (parts.Length != 2 || !long.TryParse(parts[1], out var expiry)) return false;
        if (expiry > clock.Now.ToUnixTimeSeconds()) sessionId = parts[0];
        return true;
    }

    private static bool IsSignedWith(byte[] key, string claim, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(key, claim)), Encoding.UTF8.GetBytes(signature));

    private static string Sign(byte[] key, string claim) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(claim)));

    // Whatever the file holds, as long as it is long enough, makes a key.
    private static byte[]? ReadKey(string file) => file.Length == 0 ? null : SHA256.HashData(File.ReadAllBytes(file));
}
