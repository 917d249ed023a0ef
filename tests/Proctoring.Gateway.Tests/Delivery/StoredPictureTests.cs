using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Stores;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>Pictures in real stores: what an address opens, and what it does not.</summary>
public sealed partial class StoredPictureTests
{
    [StoreTheory]
    [InlineData("folder")]
    [InlineData("azure")]
    [InlineData("s3")]
    public async Task Address_OfAStoredPicture_OpensItUntilItExpires(string kind)
    {
        await using var store = await TestStore.StartAsync(kind);
        await using var host = await HostAsync(store, ("Delivery:AddressLifetime", "00:00:04"));
        var (client, hello) = await host.StartAsync();
        await using var _ = client;

        var picture = await client.StoredAsync();
        var address = new Uri(host.Main, picture.GetProperty("image_url").GetString());
        using var http = new HttpClient();
        using var answer = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.ToString());
        Assert.Matches("^private, max-age=[0-4], immutable$", answer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(ScriptedFrames.Phone, await answer.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain(hello.GetProperty("session").GetString()!, address.ToString(), StringComparison.Ordinal);
        Assert.Matches("/pictures/[0-9a-f]{2}/[0-9a-f]{30}\\.jpg", address.AbsolutePath);

        var expires = DateTimeOffset.FromUnixTimeMilliseconds(picture.GetProperty("image_expires").GetInt64());
        Assert.InRange(expires, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddSeconds(4));
        await Task.Delay(expires - DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(1100));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, address));
    }

    [StoreTheory]
    [InlineData("folder")]
    [InlineData("azure")]
    [InlineData("s3")]
    public async Task Address_Changed_OpensNothing(string kind)
    {
        await using var store = await TestStore.StartAsync(kind);
        await using var host = await HostAsync(store);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        var one = new Uri(host.Main, (await client.StoredAsync()).GetProperty("image_url").GetString()).AbsoluteUri;
        var other = new Uri(host.Main, (await client.StoredAsync()).GetProperty("image_url").GetString()).AbsoluteUri;
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, new Uri(one)));

        var (path, query) = (one.Split('?')[0], one.Split('?')[1]);
        string[] forged =
        [
            // s3rver opens everything to those who bring no signature at all; Amazon's buckets are private.
            .. kind == "s3" ? Array.Empty<string>() : [path],
            $"{other.Split('?')[0]}?{query}",
            $"{path}?{other.Split('?')[1].Replace(Expiry().Match(other).Value, Expiry().Match(one).Value, StringComparison.Ordinal)}",
            one.Replace(Expiry().Match(one).Value, Later(Expiry().Match(one).Value), StringComparison.Ordinal),
            Signature().Replace(one, match => Changed(match.Value)),
            $"{path[..^5]}{(path[^5] == '0' ? '1' : '0')}.jpg?{query}",
            one.Replace("/pictures/", "/pictures/../pictures/", StringComparison.Ordinal).Replace("/../", "/%2e%2e/", StringComparison.Ordinal) + "x",
            one.Replace(".jpg?", ".jpg%2F..?", StringComparison.Ordinal),
        ];
        foreach (var address in forged)
        {
            var status = await StatusAsync(http, new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            Assert.True((int)status is >= 400 and < 500, $"{address}: {status}");
        }
    }

    private static Task<GatewayHost> HostAsync(TestStore store, params (string, string)[] settings) =>
        GatewayHost.StartAsync(null, [("Delivery:Pictures", "Url"), ("Delivery:Interval", "0"), .. store.Settings(), .. settings]);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Uri address)
    {
        using var answer = await http.GetAsync(address);
        return answer.StatusCode;
    }

    private static string Changed(string signature) => (signature[0] == 'a' ? 'b' : 'a') + signature[1..];

    // Unix seconds, a date, or seconds since another date: a later one, of the same form.
    private static string Later(string expiry) => expiry.Replace(expiry.First(char.IsDigit) + "", "3", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=[?&](e|se|X-Amz-Expires)=)[^&]+")]
    private static partial Regex Expiry();

    [GeneratedRegex(@"(?<=[?&](s|sig|X-Amz-Signature)=)[^&]+")]
    private static partial Regex Signature();
}
