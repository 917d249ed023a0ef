using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Access;

/// <summary>Tokens that are not what they seem.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private readonly TestTokens _tokens = new();
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync(null, _tokens.Setting);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _tokens.Dispose();
    }

    [Fact]
    public async Task Ask_WithBadTokens_IsRefusedWithoutAReason()
    {
        var good = _tokens.Operator;
        var parts = good.Split('.');
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(good)).StatusCode);
        string[] bad =
        [
            _tokens.Make("lms", "operator", expires: DateTimeOffset.UtcNow.AddMinutes(-2)),
            _tokens.Make("lms", "operator", audience: "others"),
            _tokens.Make("lms", "operator", key: new SymmetricSecurityKey(new byte[32])),
            $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{Encode(Decode(parts[1]).Replace("lms", "lmx", StringComparison.Ordinal))}.{parts[2]}",
            $"{parts[0]}.{Encode(Decode(parts[1]).Replace("https://lms.example.org", "proctoring", StringComparison.Ordinal))}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            $"{parts[0]}.{parts[1]}", "a.b.c", "nonsense", new string('x', 20_000),
        ];
        foreach (var token in bad)
        {
            using var answer = await AskAsync(token);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.RequestHeaderFieldsTooLarge, token);
            if (answer.StatusCode == HttpStatusCode.Unauthorized) Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task Answers_OfTheApi_AreKeptByNobodyAndForbidEverything()
    {
        foreach (var token in (string?[])[_tokens.Operator, null])
        {
            using var answer = await AskAsync(token);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    [Fact]
    public async Task Ask_FromAPageOfAnotherOrigin_IsRefused()
    {
        using var http = Client(_tokens.Operator);
        http.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        using var answer = await http.GetAsync(new Uri("/api/incidents", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Ask_TooOften_IsToldToWaitAndOthersAreNot()
    {
        await using var host = await GatewayHost.StartAsync(null, _tokens.Setting, ("Access:ApiBurst", "3"), ("Access:ApiRequestsPerSecond", "0.1"));
        using var http = new HttpClient { BaseAddress = host.Main };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _tokens.Operator);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode);

        using var answer = await http.GetAsync(new Uri("/api/incidents", UriKind.Relative));
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json", "1"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.RetryAfter?.ToString()));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _tokens.Reviewer());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Rooms_UnderTheAuthoritysOwnNames_AreHeeded()
    {
        await using var host = await GatewayHost.StartAsync(null, _tokens.Setting, ("Access:RoleClaim", "groups"), ("Access:RoomsClaim", "courses"));
        using var http = new HttpClient { BaseAddress = host.Main };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _tokens.Operator); // its roles are called roles

        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri("/api/incidents", UriKind.Relative))).StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string? token)
    {
        using var http = Client(token);
        return await http.GetAsync(new Uri("/api/incidents", UriKind.Relative));
    }

    private HttpClient Client(string? token)
    {
        var http = new HttpClient { BaseAddress = _host.Main };
        if (token is not null) http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return http;
    }

    private static string Encode(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));

    private static string Decode(string part) => Base64UrlEncoder.Decode(part);
}
