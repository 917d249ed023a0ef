using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Proctoring.Testing.SignIn;

namespace Proctoring.Observe.Tests.SignIn;

/// <summary>The authority that tests sign in at refuses what a good one refuses: otherwise a page that forgets something would not be found out.</summary>
public sealed class AuthorityTests : IAsyncLifetime
{
    private const string Verifier = "a-verifier-of-more-than-forty-three-characters-0123456789";
    private const string Back = "http://127.0.0.1:9/observe";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private Authority _authority = null!;

    public async Task InitializeAsync()
    {
        _authority = await Authority.StartAsync(new Person("rita", ["reviewer"]));
        _authority.Redirects.Add(new Uri(Back));
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _authority.DisposeAsync();
    }

    [Theory]
    [InlineData("client_id", "another")]
    [InlineData("redirect_uri", "http://127.0.0.1:9/evil")]
    [InlineData("response_type", "token")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("code_challenge", "")]
    [InlineData("state", "")]
    [InlineData("nonce", "")]
    [InlineData("scope", "profile")]
    public async Task Authorize_WithoutWhatItNeeds_IsRefused(string name, string value)
    {
        using var answer = await _http.PostAsync(Question((name, value)), Form(("who", "rita")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Code_WithItsVerifier_IsGoodOnce()
    {
        var code = await CodeAsync();
        var tokens = await TokensAsync(HttpStatusCode.OK, ("code", code));
        Assert.Equal("the-nonce-of-the-page", Claims(tokens, "id_token").GetProperty("nonce").GetString());
        Assert.Equal("proctoring", Claims(tokens, "access_token").GetProperty("aud").GetString());
        await TokensAsync(HttpStatusCode.BadRequest, ("code", code));
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-of-more-than-forty-three-characters")]
    [InlineData("redirect_uri", "http://127.0.0.1:9/evil")]
    [InlineData("client_id", "another")]
    [InlineData("grant_type", "password")]
    public async Task Code_WithSomethingElse_IsRefused(string name, string value) =>
        await TokensAsync(HttpStatusCode.BadRequest, ("code", await CodeAsync()), (name, value));

    [Fact]
    public async Task RefreshToken_IsGoodOnce()
    {
        var tokens = await TokensAsync(HttpStatusCode.OK, ("code", await CodeAsync()));
        (string, string)[] refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens.GetProperty("refresh_token").GetString()!)];
        await TokensAsync(HttpStatusCode.OK, refresh);
        await TokensAsync(HttpStatusCode.BadRequest, refresh);
    }

    private Uri Question(params (string Name, string Value)[] changes)
    {
        var query = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = Authority.ClientId,
            ["redirect_uri"] = Back,
            ["scope"] = "openid",
            ["state"] = "the-state-of-the-page",
            ["nonce"] = "the-nonce-of-the-page",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes) query[name] = value;
        return new Uri($"{_authority.Address}/authorize?{string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}");
    }

    private async Task<string> CodeAsync()
    {
        using var answer = await _http.PostAsync(Question(), Form(("who", "rita")));
        var back = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        Assert.Equal("the-state-of-the-page", back["state"]);
        return back["code"]!;
    }

    private async Task<JsonElement> TokensAsync(HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["client_id"] = Authority.ClientId, ["redirect_uri"] = Back, ["code_verifier"] = Verifier };
        foreach (var (name, value) in fields) form[name] = value;
        using var answer = await _http.PostAsync(new Uri($"{_authority.Address}/token"), new FormUrlEncodedContent(form));
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static JsonElement Claims(JsonElement tokens, string name) => JsonDocument.Parse(Base64Url.DecodeFromChars(tokens.GetProperty(name).GetString()!.Split('.')[1])).RootElement;

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));
}
