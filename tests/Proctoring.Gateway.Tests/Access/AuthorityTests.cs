using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Access;

/// <summary>Tokens of an OpenID Connect authority, whose keys are fetched and change.</summary>
public sealed class AuthorityTests : IAsyncLifetime
{
    private readonly Authority _authority = new();

    public Task InitializeAsync() => _authority.StartAsync();

    public async Task DisposeAsync() => await _authority.DisposeAsync();

    [Fact]
    public async Task Ask_WithATokenOfTheAuthority_IsAnsweredAndWithAnothersIsNot()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Access:Authority", _authority.Address));
        using var stranger = RSA.Create(2048);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, _authority.Issue("reviewer")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, _authority.Issue("reviewer", new RsaSecurityKey(stranger) { KeyId = "1" })));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, _authority.Issue("reviewer", issuer: "https://other.example")));
        // Its public key is known to all: as the key of a symmetric signature it opens nothing.
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, _authority.Issue("reviewer", new SymmetricSecurityKey(_authority.PublicKey) { KeyId = "1" })));
    }

    [Fact]
    public async Task Start_WithACandidatesTokenOfTheAuthority_LetsItIn()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Access:Authority", _authority.Address));
        var (client, hello) = await host.StartAsync($$"""{"type":"start","token":"{{_authority.Issue("candidate", room: "math")}}"}""");
        await using var _ = client;

        Assert.False(hello.GetProperty("resumed").GetBoolean());
    }

    [Fact]
    public async Task Start_WhileTheAuthorityIsAway_IsToldToComeAgain()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Access:Authority", "http://127.0.0.1:9")); // discard: nobody listens
        await using var client = await host.ConnectAsync(V1Client.Subprotocol);
        await client.SayAsync($$"""{"type":"start","token":"{{_authority.Issue("candidate", room: "math")}}"}""");

        Assert.Equal(1013, await client.CloseCodeAsync());
    }

    private static async Task<HttpStatusCode> AskAsync(GatewayHost host, string token)
    {
        using var http = new HttpClient { BaseAddress = host.Main };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await http.GetAsync(new Uri("/api/incidents", UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>The two documents that say whom to believe.</summary>
    private sealed class Authority : IAsyncDisposable
    {
        private readonly RSA _rsa = RSA.Create(2048);
        private readonly WebApplication _app;

        public Authority()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Configuration["urls"] = "http://127.0.0.1:0";
            _app = builder.Build();
            _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Address, jwks_uri = $"{Address}/keys" }));
            _app.MapGet("/keys", () =>
            {
                var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(false)) { KeyId = "1" });
                return Results.Json(new { keys = new[] { new { kty = key.Kty, n = key.N, e = key.E, kid = "1", use = "sig" } } });
            });
        }

        public string Address => _app.Urls.First();

        public byte[] PublicKey => _rsa.ExportSubjectPublicKeyInfo();

        public Task StartAsync() => _app.StartAsync();

        public string Issue(string role, SecurityKey? key = null, string? issuer = null, string? room = null)
        {
            var claims = new Dictionary<string, object> { ["sub"] = "somebody", ["roles"] = role };
            if (room is not null) claims["room"] = room;
            var signing = key ?? new RsaSecurityKey(_rsa) { KeyId = "1" };
            return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = issuer ?? Address,
                Audience = "proctoring",
                Claims = claims,
                Expires = DateTime.UtcNow.AddMinutes(10),
                SigningCredentials = new SigningCredentials(signing, signing is SymmetricSecurityKey ? SecurityAlgorithms.HmacSha256 : SecurityAlgorithms.RsaSha256),
            });
        }

        public async ValueTask DisposeAsync()
        {
            await _app.DisposeAsync();
            _rsa.Dispose();
        }
    }
}
