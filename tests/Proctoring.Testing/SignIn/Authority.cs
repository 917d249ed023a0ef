using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Proctoring.Testing.SignIn;

/// <summary>
/// An OpenID Connect authority on a free port: discovery, a page to sign in on, tokens for codes with PKCE and for refresh tokens that are
/// good once, keys. It takes nothing that a good one would not.
/// </summary>
public sealed class Authority : IAsyncDisposable
{
    public const string ClientId = "observe-page";

    private readonly SigningKey _key = new();
    private readonly ConcurrentDictionary<string, (SignInRequest Request, Person Who)> _codes = new();
    private readonly ConcurrentDictionary<string, Person> _refreshTokens = new();
    private readonly WebApplication _app;

    private Authority(IReadOnlyList<Person> people)
    {
        People = people;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
            return next(context);
        });
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Address,
            authorization_endpoint = $"{Address}/authorize",
            token_endpoint = $"{Address}/token",
            jwks_uri = $"{Address}/keys",
        }));
        _app.MapGet("/keys", () => Results.Json(_key.Published));
        _app.MapGet("/authorize", Ask);
        _app.MapPost("/authorize", SignInAsync);
        _app.MapPost("/token", TokenAsync);
    }

    public IReadOnlyList<Person> People { get; }

    /// <summary>Where codes may be sent.</summary>
    public ISet<Uri> Redirects { get; } = new HashSet<Uri>();

    /// <summary>How long access tokens are good.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether it gives refresh tokens.</summary>
    public bool Refreshes { get; set; } = true;

    /// <summary>Refresh tokens that were used.</summary>
    public int Refreshed { get; private set; }

    public string Address => _app.Urls.First();

    public static async Task<Authority> StartAsync(params Person[] people)
    {
        var authority = new Authority(people);
        await authority._app.StartAsync();
        return authority;
    }

    /// <summary>As at the token endpoint.</summary>
    public string AccessToken(Person who) => _key.Sign(Claims(who, "proctoring", new() { ["roles"] = who.Roles, ["rooms"] = who.Rooms.Length > 0 ? who.Rooms : null }));

    private IResult Ask(HttpRequest http)
    {
        var (request, problem) = SignInRequest.Of(name => http.Query[name], ClientId, Redirects);
        if (request is null) return Results.BadRequest(problem);
        var buttons = People.Select(person => $"""<button name="who" value="{person.Name}">{person.Name}</button>""");
        return Results.Content($"""<!doctype html><title>Sign in</title><form method="post" action="/authorize{WebUtility.HtmlEncode(http.QueryString.Value)}">{string.Concat(buttons)}</form>""", "text/html");
    }

    private async Task<IResult> SignInAsync(HttpRequest http)
    {
        var (request, problem) = SignInRequest.Of(name => http.Query[name], ClientId, Redirects);
        var name = (await http.ReadFormAsync())["who"].ToString();
        if (request is null || People.FirstOrDefault(person => person.Name == name) is not { } who) return Results.BadRequest(problem ?? "Nobody of that name.");
        var code = Secret();
        _codes[code] = (request, who);
        return Results.Redirect($"{request.Redirect}?code={code}&state={Uri.EscapeDataString(request.State)}&iss={Uri.EscapeDataString(Address)}");
    }

    private async Task<IResult> TokenAsync(HttpRequest http)
    {
        var form = await http.ReadFormAsync();
        if (form["client_id"] != ClientId) return Refuse("invalid_client");
        return form["grant_type"].ToString() switch
        {
            "authorization_code" => ForCode(form),
            "refresh_token" => ForRefreshToken(form),
            _ => Refuse("unsupported_grant_type"),
        };
    }

    // The code is gone with this, whatever comes of it.
    private IResult ForCode(IFormCollection form)
    {
        if (!_codes.TryRemove(form["code"].ToString(), out var signedIn)) return Refuse("invalid_grant");
        var (request, who) = signedIn;
        if (form["redirect_uri"] != request.Redirect.ToString()) return Refuse("invalid_grant");
        if (Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != request.Challenge) return Refuse("invalid_grant");
        return Give(who, _key.Sign(Claims(who, ClientId, new() { ["nonce"] = request.Nonce, ["name"] = who.Name })));
    }

    private IResult ForRefreshToken(IFormCollection form)
    {
        if (!_refreshTokens.TryRemove(form["refresh_token"].ToString(), out var who)) return Refuse("invalid_grant");
        Refreshed++;
        return Give(who, null);
    }

    private IResult Give(Person who, string? idToken)
    {
        var refresh = Refreshes ? Secret() : null;
        if (refresh is not null) _refreshTokens[refresh] = who;
        return Results.Json(new { token_type = "Bearer", access_token = AccessToken(who), id_token = idToken, refresh_token = refresh, expires_in = (int)Lifetime.TotalSeconds });
    }

    private Dictionary<string, object?> Claims(Person who, string audience, Dictionary<string, object?> more)
    {
        var now = DateTimeOffset.UtcNow;
        (more["iss"], more["sub"], more["aud"], more["iat"], more["exp"]) = (Address, who.Name, audience, now.ToUnixTimeSeconds(), (now + Lifetime).ToUnixTimeSeconds());
        return more.Where(claim => claim.Value is not null).ToDictionary();
    }

    private static IResult Refuse(string error) => Results.Json(new { error }, statusCode: StatusCodes.Status400BadRequest);

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }
}
