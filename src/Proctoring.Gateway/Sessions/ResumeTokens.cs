using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Proctoring.Gateway.Sessions;

/// <summary>What a client shows to take its session up again: <c>id.expiry.signature</c>, HMAC-SHA-256. Never logged.</summary>
internal sealed class ResumeTokens(SessionClock clock)
{
    private const int MaxLength = 256;

    /// <summary>Signs tokens. A new one each start, unless an earlier run's is restored.</summary>
    public byte[] Key { get; set; } = RandomNumberGenerator.GetBytes(32);

    public string Issue(string sessionId, DateTimeOffset expiresAt)
    {
        var claim = $"{sessionId}.{expiresAt.ToUnixTimeSeconds()}";
        return $"{claim}.{Sign(claim)}";
    }

    /// <summary>Whether this server signed the token; and if so, for which session, null when the token has expired.</summary>
    public bool TryRead(string token, out string? sessionId)
    {
        sessionId = null;
        if (token.Length > MaxLength) return false;
        var end = token.LastIndexOf('.');
        if (end < 0) return false;
        var claim = token[..end];
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(claim)), Encoding.UTF8.GetBytes(token[(end + 1)..]))) return false;
        var parts = claim.Split('.');
        if (parts.Length != 2 || !long.TryParse(parts[1], out var expiry)) return false;
        if (expiry > clock.Now.ToUnixTimeSeconds()) sessionId = parts[0];
        return true;
    }

    private string Sign(string claim) => Base64Url.EncodeToString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(claim)));
}
