using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Incidents;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Access;

/// <summary>From an exam system's call to a candidate's socket, and all the ways that lead nowhere.</summary>
public sealed class CandidateAccessTests : IAsyncLifetime
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
    public async Task Link_UsedOnce_LetsItsCandidateIntoItsSession()
    {
        var (created, joined) = await JoinAsync(_host, _host);
        Assert.Equal(created.Text("id"), joined.Text("session"));
        Assert.Equal("math", joined.Text("room"));

        var (client, hello) = await _host.StartAsync(Start(joined.Text("token")));
        await using var _ = client;
        Assert.Equal(created.Text("id"), hello.Text("session"));
        Assert.False(hello.GetProperty("resumed").GetBoolean());
        using var lms = new ApiClient(_host, _tokens.Operator);
        var session = await lms.GetAsync($"/api/sessions/{created.Text("id")}");
        Assert.Equal(("c-17", "math", true), (session.Text("candidate"), session.Text("room"), session.GetProperty("connected").GetBoolean()));
    }

    [Fact]
    public async Task Link_WithManyGateways_IsMadeAtOneAndUsedAtAnother()
    {
        await using var redis = await RedisServer.StartAsync();
        var key = ("Access:KeyFile", _tokens.Setting.Value);
        await using var here = await GatewayHost.StartWithRedisAsync(redis.Endpoint, key);
        await using var there = await GatewayHost.StartWithRedisAsync(redis.Endpoint, key);

        var (created, joined) = await JoinAsync(here, there);
        var (client, hello) = await here.StartAsync(Start(joined.Text("token")));
        await client.ShowAsync(ScriptedFrames.Nothing);
        await client.DisposeAsync();
        var (again, welcome) = await there.StartAsync(Start(joined.Text("token"), hello.Text("resume")));
        await using var _ = again;

        Assert.Equal((created.Text("id"), true), (welcome.Text("session"), welcome.GetProperty("resumed").GetBoolean()));
        // Who reads Redis finds no code that could be used.
        await using var connection = await redis.ConnectAsync();
        Assert.Empty(connection.GetServers()[0].Keys(pattern: "proctoring:once:*"));
    }

    [Fact]
    public async Task Code_ASecondTimeOrMadeUp_IsRefusedInTheSameWords()
    {
        using var lms = new ApiClient(_host, _tokens.Operator);
        var code = CodeOf(await CreateAsync(lms));
        using var page = new ApiClient(_host);
        await page.PostAsync("/api/join", new { code });

        var again = await page.PostAsync("/api/join", new { code }, HttpStatusCode.Forbidden);
        var madeUp = await page.PostAsync("/api/join", new { code = "AAAA" + code[4..] }, HttpStatusCode.Forbidden);
        Assert.Equal(again.Text("detail"), madeUp.Text("detail"));
    }

    [Fact]
    public async Task Session_OfNoSense_IsNotMade()
    {
        using var lms = new ApiClient(_host, _tokens.Operator);
        var soon = DateTimeOffset.UtcNow.AddHours(1);
        object[] bad =
        [
            new { ends = soon }, new { candidate = "", ends = soon }, new { candidate = new string('c', 129), ends = soon }, new { candidate = "c" }, new { candidate = "c", ends = soon.AddHours(-2) },
            new { candidate = "c", ends = soon.AddDays(40) }, new { candidate = "c", starts = soon, ends = soon }, new { candidate = "c", room = new string('r', 129), ends = soon },
        ];
        foreach (var request in bad) await lms.PostAsync("/api/sessions", request, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Start_WithoutOrWithABadToken_ClosesWithACodeThatSaysWhy()
    {
        var early = CodeOf(await CreateAsync(new ApiClient(_host, _tokens.Operator), starts: DateTimeOffset.UtcNow.AddMinutes(10)));
        var waiting = await new ApiClient(_host).PostAsync("/api/join", new { code = early });
        var stranger = _tokens.Make("c", "candidate", room: "math", key: new Microsoft.IdentityModel.Tokens.SymmetricSecurityKey(new byte[32]));
        var cases = new Dictionary<string, int>
        {
            ["""{"type":"start"}"""] = 4001,
            [Start(_tokens.Candidate("c", room: "math", expires: DateTimeOffset.UtcNow.AddMinutes(-2)))] = 4004,
            [Start(stranger)] = 4003,
            [Start(_tokens.Reviewer())] = 4003, // no candidate
            [Start(_tokens.Candidate("c"))] = 4003, // neither room nor session
            [Start(_tokens.Candidate("c", room: "math"), room: "art")] = 4003,
            [Start(_tokens.Candidate("c", session: "0123456789abcdef01234567"))] = 4010,
            [Start(waiting.Text("token"))] = 4003, // too early
        };
        foreach (var (start, code) in cases)
        {
            await using var client = await _host.ConnectAsync(V1Client.Subprotocol);
            await client.SayAsync(start);
            Assert.True(code == await client.CloseCodeAsync(), start);
        }
    }

    [Fact]
    public async Task Token_ThatExpiresInTheMiddle_EndsTheConnection()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await GatewayHost.StartAsync(clock, _tokens.Setting, ("Sessions:IdleTimeout", "01:00:00"));
        var (client, _) = await host.StartAsync(Start(_tokens.Candidate("c-1", room: "math", expires: clock.GetUtcNow().AddMinutes(10))));
        await using var __ = client;
        clock.Advance(TimeSpan.FromMinutes(9));
        await client.ShowAsync(ScriptedFrames.Nothing);

        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(4004, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Resume_AnotherOnesSession_IsRefusedAndLeavesItAlone()
    {
        var (victim, hello) = await _host.StartAsync(Start(_tokens.Candidate("c-1", room: "math")));
        await using var _ = victim;
        foreach (var thief in (string[])[_tokens.Candidate("c-2", room: "math"), _tokens.Candidate("c-1", room: "art")])
        {
            await using var client = await _host.ConnectAsync(V1Client.Subprotocol);
            await client.SayAsync(Start(thief, hello.Text("resume")));
            Assert.Equal(4003, await client.CloseCodeAsync());
        }
        await victim.ShowAsync(ScriptedFrames.Nothing);

        var (again, welcome) = await _host.StartAsync(Start(_tokens.Candidate("c-1", room: "math"), hello.Text("resume")));
        await using var __ = again;
        Assert.Equal(hello.Text("session"), welcome.Text("session"));
    }

    [Fact]
    public async Task Ticket_OfAFirstDialectClient_IsGoodOnce()
    {
        using var candidate = new ApiClient(_host, _tokens.Candidate("c-1", room: "math"));
        var ticket = (await candidate.PostAsync("/api/tickets", new { })).Text("ticket");

        await using (var client = new FirstClient(await ConnectAsync($"?ticket={ticket}")))
            Assert.True((await client.AskAsync(ScriptedFrames.Nothing)).TryGetProperty("cheating_detected", out _));
        Assert.Equal(4003, await CloseCodeAsync(await ConnectAsync($"?ticket={ticket}")));
        Assert.Equal(4003, await CloseCodeAsync(await ConnectAsync("?ticket=nonsense")));
        Assert.Equal(4001, await CloseCodeAsync(await ConnectAsync("")));
    }

    [Fact]
    public async Task Cookie_OfAnExchange_OpensTheSocketToItsOriginOnly()
    {
        using var lms = new ApiClient(_host, _tokens.Operator);
        var code = CodeOf(await CreateAsync(lms));
        using var page = new ApiClient(_host);
        using var content = System.Net.Http.Json.JsonContent.Create(new { code });
        using var answer = await page.Http.PostAsync(new Uri("/api/join", UriKind.Relative), content);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/ws/", cookie, StringComparison.OrdinalIgnoreCase);

        await using (var client = new FirstClient(await ConnectAsync("", cookie.Split(';')[0])))
            Assert.True((await client.AskAsync(ScriptedFrames.Nothing)).TryGetProperty("cheating_detected", out _));
        Assert.Equal(1008, await CloseCodeAsync(await ConnectAsync("", cookie.Split(';')[0], origin: "https://evil.example")));
        Assert.Equal(4003, await ApiStatusOfCookieAsync(cookie.Split(';')[0])); // it is no token for the API
    }

    [Fact]
    public async Task Anonymous_BesideAKey_HoldsForCandidatesAndNotForTheApi()
    {
        await using var host = await GatewayHost.StartAsync(null, _tokens.Setting, ("Access:AllowAnonymous", "true"));
        var (client, _) = await host.StartAsync();
        await client.DisposeAsync();
        using var nobody = new ApiClient(host);

        await nobody.SendAsync(HttpMethod.Get, "/api/incidents", null, HttpStatusCode.Unauthorized);
    }

    private async Task<int> ApiStatusOfCookieAsync(string cookie)
    {
        using var http = new HttpClient { BaseAddress = _host.Main };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await http.PostAsync(new Uri("/api/tickets", UriKind.Relative), null);
        return answer.StatusCode == HttpStatusCode.Unauthorized ? 4003 : (int)answer.StatusCode;
    }

    private async Task<(JsonElement Created, JsonElement Joined)> JoinAsync(GatewayHost made, GatewayHost used)
    {
        using var lms = new ApiClient(made, _tokens.Operator);
        var created = await CreateAsync(lms);
        using var page = new ApiClient(used);
        return (created, await page.PostAsync("/api/join", new { code = CodeOf(created) }));
    }

    private static Task<JsonElement> CreateAsync(ApiClient lms, DateTimeOffset? starts = null) =>
        lms.PostAsync("/api/sessions", new { candidate = "c-17", room = "math", starts, ends = DateTimeOffset.UtcNow.AddHours(2) }, HttpStatusCode.Created);

    private static string CodeOf(JsonElement created)
    {
        var link = new Uri(created.Text("link"));
        Assert.Equal("?room=math", link.Query);
        return link.Fragment["#code=".Length..];
    }

    private static string Start(string token, string? resume = null, string? room = null) => JsonSerializer.Serialize(new { type = "start", token, resume, room });

    private async Task<ClientWebSocket> ConnectAsync(string query, string? cookie = null, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (cookie is not null) socket.Options.SetRequestHeader("Cookie", cookie);
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri($"ws://{_host.Main.Authority}/ws/proctoring/{query}"), CancellationToken.None);
        return socket;
    }

    private static async Task<int> CloseCodeAsync(ClientWebSocket socket)
    {
        using var _ = socket;
        while ((await socket.ReceiveAsync(new byte[1024], CancellationToken.None)).MessageType != WebSocketMessageType.Close)
        {
        }
        return (int)socket.CloseStatus!.Value;
    }

    private sealed class FirstClient(ClientWebSocket socket) : IAsyncDisposable
    {
        public async Task<JsonElement> AskAsync(byte[] frame)
        {
            await socket.SendAsync(frame, WebSocketMessageType.Binary, true, CancellationToken.None);
            var buffer = new byte[256 * 1024];
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
                if (part.MessageType == WebSocketMessageType.Text) return JsonDocument.Parse(buffer.AsMemory(0, part.Count)).RootElement;
            }
        }

        public ValueTask DisposeAsync()
        {
            socket.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
