using System.Net;
using System.Security.Cryptography;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>A CDN in front of a gateway's folder keeps pictures, and no longer than their addresses live.</summary>
public sealed class CdnTests
{
    [NginxFact]
    public async Task Cdn_BeforeAFolder_AnswersFromItsCacheUntilTheAddressExpires()
    {
        await using var store = await TestStore.StartAsync("folder");
        await using var cdn = new CachingProxy();
        await using var host = await GatewayHost.StartAsync(null,
        [
            ("Delivery:Pictures", "Url"), ("Delivery:Interval", "0"), ("Delivery:AddressLifetime", "00:00:05"),
            ("Delivery:Cdn:BaseUrl", cdn.Address), ("Delivery:Signing:Keys:0", "a:" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))), .. store.Settings(),
        ]);
        await cdn.StartAsync(host.Main);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        using var http = new HttpClient();

        var picture = await client.StoredAsync();
        var address = picture.GetProperty("image_url").GetString()!;
        Assert.StartsWith(cdn.Address + "pictures/", address, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "MISS"), await FetchAsync(http, address));
        Assert.Equal((HttpStatusCode.OK, "HIT"), await FetchAsync(http, address));
        Assert.Equal(HttpStatusCode.Forbidden, (await FetchAsync(http, address[..^1] + (address[^1] == 'A' ? 'E' : 'A'))).Status);

        var expires = DateTimeOffset.FromUnixTimeMilliseconds(picture.GetProperty("image_expires").GetInt64());
        await Task.Delay(expires - DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1.1));
        Assert.Equal(HttpStatusCode.Forbidden, (await FetchAsync(http, address)).Status);
    }

    private static async Task<(HttpStatusCode Status, string Cache)> FetchAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(new Uri(address));
        return (answer.StatusCode, answer.Headers.GetValues("X-Cache").Single());
    }

    private sealed class NginxFactAttribute : FactAttribute
    {
        public NginxFactAttribute() => Skip = File.Exists(CachingProxy.Path) ? null : "Needs nginx; 'apt-get install nginx-light' puts it there.";
    }
}
