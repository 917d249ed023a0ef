using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Proctoring.Gateway.Delivery.Addresses;

/// <summary>A key that signs addresses, and the name that addresses call it by.</summary>
internal sealed partial class SigningKey
{
    private const int MinBytes = 32;

    private readonly byte[] _secret;

    private SigningKey(string id, byte[] secret) => (Id, _secret) = (id, secret);

    public string Id { get; }

    public static SigningKey Random() => new("0", RandomNumberGenerator.GetBytes(MinBytes));

    /// <summary>Reads <c>id:secret</c>: 1–16 letters, digits, dots or dashes; base64 of 32 bytes or more.</summary>
    public static bool TryParse(string text, out SigningKey? key)
    {
        key = null;
        if (Pattern().Match(text.Trim()) is not { Success: true } match) return false;
        var secret = new byte[text.Length];
        if (!Convert.TryFromBase64String(match.Groups["secret"].Value, secret, out var length) || length < MinBytes) return false;
        key = new SigningKey(match.Groups["id"].Value, secret[..length]);
        return true;
    }

    public string Sign(string name, string expires) => Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{name}\n{expires}")));

    /// <summary>Compares what is written, not what it decodes to: every changed letter counts.</summary>
    public bool Signed(string name, string expires, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(name, expires)), Encoding.UTF8.GetBytes(signature));

    [GeneratedRegex(@"\A(?<id>[A-Za-z0-9.-]{1,16}):(?<secret>[A-Za-z0-9+/=]+)\z")]
    private static partial Regex Pattern();
}
