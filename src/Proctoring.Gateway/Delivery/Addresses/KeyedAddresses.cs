using System.Globalization;

namespace Proctoring.Gateway.Delivery.Addresses;

/// <summary>
/// Addresses that are signed with a key of ours: <c>base/pictures/…?e=1795350000&amp;k=2026a&amp;s=…</c>, where e is the expiry in
/// Unix seconds, k names the key, and s is the base64url HMAC-SHA-256 of <c>pictures/…</c>, a line feed and e.
/// </summary>
/// <param name="baseUrl">Of the CDN, with a slash at its end; <c>/</c> for this server.</param>
internal sealed class KeyedAddresses(SigningKeys keys, string baseUrl) : IAddresses
{
    public string? Origin { get; } = Uri.TryCreate(baseUrl, UriKind.Absolute, out var uri) && uri.Scheme != Uri.UriSchemeFile ? uri.GetLeftPart(UriPartial.Authority) : null;

    public ValueTask<string> SignAsync(string name, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var seconds = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = keys.Current[0];
        return ValueTask.FromResult($"{baseUrl}{name}?e={seconds}&k={key.Id}&s={key.Sign(name, seconds)}");
    }
}
