using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Proctoring.Gateway.Webhooks.Sending;

/// <summary>A key that signs as Standard Webhooks has it: HMAC-SHA256 of <c>id.timestamp.body</c>.</summary>
internal sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Least = 24;
    private const int Most = 64;
    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>One a line; lines without anything are passed over.</summary>
    public static IReadOnlyList<WebhookSecret> Parse(IEnumerable<string> lines) => [.. Filled(lines).Select(line => new WebhookSecret(KeyOf(line)!))];

    /// <summary>What is wrong with a file's lines, to be said after its name; null where nothing is. Says nothing of what is in them.</summary>
    public static string? Problem(IEnumerable<string> lines)
    {
        var filled = Filled(lines).ToList();
        if (filled.Count is 0 or > 3) return $"has {filled.Count} secrets; 1 to 3 are allowed.";
        var strange = filled.FindIndex(line => KeyOf(line) is null);
        return strange < 0 ? null : $"has something else than whsec_ and the base64 of {Least} to {Most} bytes as its secret {strange + 1}.";
    }

    /// <returns><c>v1,</c> and base64.</returns>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }

    private static IEnumerable<string> Filled(IEnumerable<string> lines) => lines.Select(line => line.Trim()).Where(line => line.Length > 0);

    private static byte[]? KeyOf(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var key = new byte[Most + 1];
        return Convert.TryFromBase64String(line[Prefix.Length..], key, out var length) && length is >= Least and <= Most ? key[..length] : null;
    }
}
