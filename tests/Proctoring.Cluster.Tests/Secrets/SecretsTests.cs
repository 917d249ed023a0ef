using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Cluster.Tests.Secrets;

/// <summary>An exam with all that comes with one, at the most talkative log level: no secret and nobody's name is told to logs, metrics or the edge's logs.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class SecretsTests : IAsyncLifetime
{
    private readonly Canaries _canaries = new();
    private readonly HttpClient _http = new();
    private readonly AccessKey _key = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-secrets-");
    private readonly Kept _running = new();
    private readonly List<ServerProcess> _servers = [];
    private string _room = "";
    private string _operator = "";
    private string _reviewer = "";
    private Hosting.Edge _edge = null!;

    public async Task InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync()
    {
        _room = _canaries.PlantForAudit("the room");
        _operator = _canaries.HideToken("the operator's token", _key.Token(_canaries.PlantForAudit("the operator"), "operator"));
        _reviewer = _canaries.HideToken("the reviewer's token", _key.Token(_canaries.PlantForAudit("the reviewer"), "reviewer"));
        var password = _canaries.Plant("Redis' password");
        var redis = Keep(await RedisServer.StartAsync($"requirepass {password}"));
        var passwordFile = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(passwordFile, password);
        string[] levels = ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Trace"];
        var pod = Serve(await Servers.PodAsync([.. levels, "--Logs:Format=Json"]));
        var signing = Path.Combine(_folder.FullName, "signing-keys");
        await File.WriteAllTextAsync(signing, $"1:{_canaries.Hide("the signing key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))}");
        var webhook = Path.Combine(_folder.FullName, "webhook-secret");
        await File.WriteAllTextAsync(webhook, $"whsec_{_canaries.Hide("the webhook's secret", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))}");
        string[] settings =
        [
            .. levels, $"--Inference:Address={pod.Grpc.GetLeftPart(UriPartial.Authority)}", $"--Redis:Endpoints={redis.Endpoint}", $"--Redis:PasswordFile={passwordFile}",
            $"--Access:KeyFile={_key.File}", "--Access:TrustedProxies:0=127.0.0.1/32", "--Server:ManagementOnMainPort=true", "--Verdicts:Hold=00:00:01", "--Verdicts:AppearanceLasts=00:00:00",
            "--Webhooks:Targets:0:Name=lms", $"--Webhooks:Targets:0:Url=https://127.0.0.1:9/hook?key={_canaries.Plant("the webhook's address")}", $"--Webhooks:Targets:0:SecretFile={webhook}", "--Webhooks:Retries:0=00:00:01",
            "--Delivery:Store=Folder", $"--Delivery:Folder={_folder.FullName}/pictures", $"--Delivery:Signing:KeyFile={signing}",
        ];
        foreach (var gateway in await Task.WhenAll(GatewayAsync("Json"), GatewayAsync("Text"))) Serve(gateway);
        _edge = Keep(await Hosting.Edge.StartAsync(_servers[1].BaseAddress, _servers[2].BaseAddress));

        Task<ServerProcess> GatewayAsync(string format) => ServerProcess.StartAsync("Proctoring.Gateway", [.. settings, $"--Logs:Format={format}"]);
    }

    [Fact]
    public async Task Exam_WithAllThatComesWithIt_TellsNoSecretAndNobodysName()
    {
        var candidate = _canaries.Plant("the candidate");
        await using var observer = await ObserveAsync();
        var token = await LetInAsync(candidate);
        var resume = await SitUntilMarkedAsync(token, await TicketAsync(token));
        await ResumeAsync(token, resume);
        await ReviewAsync();
        await RefuseAsync(token);
        await OkAsync(HttpMethod.Delete, $"/api/candidates/{candidate}", _operator);
        await LoseAGatewayAsync(token);

        var found = new List<string>();
        foreach (var server in _servers) found.AddRange(_canaries.FoundIn($"the log of port {server.BaseAddress.Port}", server.Output));
        foreach (var server in _servers.Where(server => server.IsRunning)) found.AddRange(_canaries.FoundIn($"/metrics of port {server.Management.Port}", await _http.GetStringAsync(new Uri(server.Management, "/metrics"))));
        foreach (var (name, text) in _edge.Logs()) found.AddRange(_canaries.FoundIn(name, text));
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct().Take(40)));
        Assert.Contains("/ws/proctoring/ ", string.Concat(_edge.Logs().Values), StringComparison.Ordinal); // nginx does tell of requests
        Assert.All(_servers, server => Assert.Contains("Proctoring", server.Output, StringComparison.Ordinal));
        Assert.Contains(_servers, server => server.Output.Contains("Proctoring.Audit", StringComparison.Ordinal));
    }

    private async Task<CandidateClient> ObserveAsync()
    {
        var ticket = _canaries.Hide("the observer's ticket", (await OkAsync(HttpMethod.Post, $"/api/rooms/{_room}/tickets", _reviewer)).GetProperty("ticket").GetString()!);
        var observer = await CandidateClient.OpenAsync(new Uri(_edge.Address, $"/ws/rooms/{_room}?ticket={ticket}"), options => options.AddSubProtocol("proctoring.room.v1"));
        await observer.ReceiveJsonAsync();
        return observer;
    }

    /// <returns>The candidate's token.</returns>
    private async Task<string> LetInAsync(string candidate)
    {
        var created = await OkAsync(HttpMethod.Post, "/api/sessions", _operator, new { candidate, room = _room, ends = DateTimeOffset.UtcNow.AddHours(1) });
        var code = _canaries.Hide("the code", created.GetProperty("link").GetString()!.Split("#code=")[1]);
        var joined = await OkAsync(HttpMethod.Post, "/api/join", null, new { code });
        using var again = await SendAsync(HttpMethod.Post, "/api/join", null, new { code });
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        return _canaries.HideToken("the candidate's token", joined.GetProperty("token").GetString()!);
    }

    private async Task<string> TicketAsync(string token) =>
        _canaries.Hide($"ticket {Guid.NewGuid()}", (await OkAsync(HttpMethod.Post, "/api/tickets", token)).GetProperty("ticket").GetString()!);

    /// <returns>The resume token.</returns>
    private async Task<string> SitUntilMarkedAsync(string token, string ticket)
    {
        await using var socket = await ConnectAsync($"?ticket={ticket}");
        var hello = await StartAsync(socket, "");
        var frame = Comment.Add(Scene.Jpeg(Scene.HeldUp), _canaries.Plant("the picture's comment"));
        await Eventually.TrueAsync(async () =>
        {
            await socket.AskAsync(frame);
            return (await OkAsync(HttpMethod.Get, $"/api/incidents?room={_room}", _reviewer)).GetProperty("incidents").GetArrayLength() > 0;
        }, "the incident is stored");
        await using var replay = await ConnectAsync($"?ticket={ticket}");
        await HearGoodbyeAsync(replay);
        return _canaries.Hide("the resume token", hello.GetProperty("resume").GetString()!);
    }

    private async Task ResumeAsync(string token, string resume)
    {
        await using var socket = await ConnectAsync("");
        var hello = await StartAsync(socket, $",\"token\":\"{token}\",\"resume\":\"{resume}\"");
        _canaries.Hide("the next resume token", hello.GetProperty("resume").GetString()!);
        await socket.AskAsync(Scene.Jpeg());
        await socket.SendAsync(Encoding.UTF8.GetBytes(_canaries.Plant("what is no picture"))); // ends the visit or is answered
        await socket.ReceiveAsync();
    }

    private async Task ReviewAsync()
    {
        var incident = (await OkAsync(HttpMethod.Get, $"/api/incidents?room={_room}", _reviewer)).GetProperty("incidents")[0].GetProperty("id").GetString();
        var evidence = await OkAsync(HttpMethod.Get, $"/api/incidents/{incident}/evidence", _reviewer);
        foreach (var picture in evidence.GetProperty("pictures").EnumerateArray())
        {
            var address = new Uri(_edge.Address, picture.GetProperty("url").GetString()!);
            _canaries.Hide($"a picture's address {address.AbsolutePath.GetHashCode()}", address.Query);
            using var seen = await _http.GetAsync(address);
        }
        await OkAsync(HttpMethod.Post, $"/api/incidents/{incident}/review", _reviewer, new { decision = "dismissed", note = _canaries.Plant("the note") });
    }

    private async Task RefuseAsync(string token)
    {
        var bad = _canaries.HideToken("a bad token", $"{_operator.Split('.')[0]}.{Convert.ToHexStringLower(Guid.NewGuid().ToByteArray())}.{_canaries.Plant("a bad signature")}");
        using (var refused = await SendAsync(HttpMethod.Get, "/api/incidents", bad)) Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using (var malformed = await SendAsync(HttpMethod.Post, "/api/sessions", _operator, $"{{\"candidate\":{_canaries.Plant("malformed JSON")}")) Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
        await using (var stranger = await ConnectAsync("", options => options.SetRequestHeader("Origin", "https://elsewhere.example.org"))) await HearGoodbyeAsync(stranger);
        await using (var liar = await ConnectAsync("")) await StartRefusedAsync(liar, $",\"token\":\"{bad}\"");
        await using (var mumbler = await ConnectAsync("")) await StartRefusedAsync(mumbler, $",{_canaries.Plant("a malformed start")}");
        await using var wrong = await ConnectAsync($"?ticket={_canaries.Plant("a wrong ticket")}");
        await HearGoodbyeAsync(wrong);
    }

    // The edge complains in its own log.
    private async Task LoseAGatewayAsync(string token)
    {
        await _servers[1].KillAsync();
        for (var i = 0; i < 3; i++)
        {
            await using var socket = await ConnectAsync($"?ticket={await TicketAsync(token)}");
        }
    }

    private Task<CandidateClient> ConnectAsync(string query, Action<ClientWebSocketOptions>? more = null) => CandidateClient.OpenAsync(new Uri(_edge.Address, "/ws/proctoring/" + query), options =>
    {
        options.AddSubProtocol("proctoring.v1");
        more?.Invoke(options);
    });

    private async Task<JsonElement> StartAsync(CandidateClient socket, string more)
    {
        await SayStartAsync(socket, more);
        return await socket.ReceiveJsonAsync();
    }

    private async Task StartRefusedAsync(CandidateClient socket, string more)
    {
        await SayStartAsync(socket, more);
        await HearGoodbyeAsync(socket);
    }

    private Task SayStartAsync(CandidateClient socket, string more) =>
        socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"type\":\"start\",\"room\":\"{_room}\",\"pictures\":\"none\"{more}}}"), WebSocketMessageType.Text);

    private static async Task HearGoodbyeAsync(CandidateClient socket)
    {
        while ((await socket.ReceiveAsync()).Type != WebSocketMessageType.Close)
        {
        }
    }

    private async Task<JsonElement> OkAsync(HttpMethod method, string path, string? token, object? body = null)
    {
        using var answer = await SendAsync(method, path, token, body);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_edge.Address, path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is string raw) request.Content = new StringContent(raw, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        return await _http.SendAsync(request);
    }

    private ServerProcess Serve(ServerProcess server)
    {
        _servers.Add(server);
        return Keep(server);
    }

    private T Keep<T>(T running)
        where T : IAsyncDisposable => _running.Keep(running);

    public async Task DisposeAsync()
    {
        await _running.DisposeAsync();
        _http.Dispose();
        _key.Dispose();
        _folder.Delete(recursive: true);
    }
}
