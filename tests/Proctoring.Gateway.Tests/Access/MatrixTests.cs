using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Access;

/// <summary>Every endpoint that there is × everybody who may ask, about a room of theirs and about another.</summary>
public sealed partial class MatrixTests : IAsyncLifetime
{
    private const string Own = "math";
    private const string Foreign = "art";

    // Who gets in; null for everybody. What is not in here is an endpoint that somebody forgot.
    private static readonly Dictionary<string, string[]?> Allowed = new()
    {
        ["GET /api/incidents"] = ["operator", "reviewer", "observer"],
        ["GET /api/incidents/{id}"] = ["operator", "reviewer", "observer"],
        ["GET /api/incidents/{id}/evidence"] = ["reviewer"],
        ["POST /api/incidents/{id}/review"] = ["reviewer"],
        ["PUT /api/incidents/{id}/hold"] = ["operator"],
        ["DELETE /api/incidents/{id}/hold"] = ["operator"],
        ["DELETE /api/candidates/{id}"] = ["operator"],
        ["GET /api/sessions/{id}"] = ["operator", "reviewer", "observer"],
        ["POST /api/sessions"] = ["operator"],
        ["POST /api/join"] = null,
        ["POST /api/tickets"] = ["candidate"],
        ["POST /api/rooms/{room}/tickets"] = ["operator", "reviewer", "observer"],
        ["GET /api/webhooks/dead-letters"] = ["operator"],
        ["POST /api/webhooks/dead-letters/{letter}/replay"] = ["operator"],
        ["GET /openapi/{documentName}.json"] = null,
        ["GET /config.json"] = null,
        ["GET /observe/config.json"] = null,
        ["GET /check/ping"] = null,
        ["POST /check/upload"] = null,
        ["GET /pictures/{shard}/{file}"] = null, // by signature
        ["GET /evidence/{shard}/{file}"] = null, // by signature
        ["* /ws/proctoring/"] = null, // by token, ticket or cookie
        ["* /ws/rooms/{room}"] = null, // by token or ticket: ObserverAccessTests
        ["* /healthz"] = null,
        ["* /readyz"] = null,
        ["* /metrics"] = null,
    };

    private readonly TestTokens _tokens = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pictures-");
    private readonly Dictionary<string, string> _sessions = [];
    private GatewayHost _host = null!;

    private (string Name, string Role, string? Token, bool SeesOwn, bool SeesForeign)[] Callers =>
    [
        ("nobody", "", null, false, false),
        ("operator", "operator", _tokens.Operator, true, true),
        ("reviewer of all", "reviewer", _tokens.Reviewer(), true, true),
        ("reviewer of a room", "reviewer", _tokens.Reviewer(Own), true, false),
        ("observer of a room", "observer", _tokens.Observer(Own, "physics"), true, false),
        ("observer of all", "observer", _tokens.Observer("*"), true, true),
        ("observer of none", "observer", _tokens.Observer(), false, false),
        ("candidate of a room", "candidate", _tokens.Candidate("c-1", room: Own), false, false),
        ("candidate of a session", "candidate", _tokens.Candidate("c-1", session: _sessions[Own]), false, false),
        ("somebody without a role", "gardener", _tokens.Make("g", "gardener"), false, false),
    ];

    public async Task InitializeAsync()
    {
        _host = await GatewayHost.StartAsync(null, _tokens.Setting, ("Delivery:Store", "Folder"), ("Delivery:Folder", _folder.FullName));
        foreach (var room in (string[])[Own, Foreign])
        {
            var lease = (await _host.Service<ISessionStore>().StartAsync(room, default))!;
            await lease.ReleaseAsync(lease.Session.State, isOver: false, default);
            _sessions[room] = lease.Session.Id;
            var now = DateTimeOffset.UtcNow;
            await _host.Service<IIncidentStore>().AddAsync(new Incident(Incident.IdOf(lease.Session.Id, 1), lease.Session.Id, null, room, 1, now, now, TimeSpan.FromSeconds(6), [], 20, 0.7f, "m", "CPU"), default);
        }
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _tokens.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Endpoints_AllThatThereAre_AreInTheTable() => Assert.Equal(Allowed.Keys.Order(), Endpoints().Order());

    [Fact]
    public async Task Everybody_AtEveryEndpoint_GetsWhatTheTableSays()
    {
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints())
        {
            foreach (var caller in Callers)
            {
                foreach (var room in (string[])[Own, Foreign])
                {
                    var (expected, (status, _)) = (Expected(endpoint, caller, room), await AskAsync(endpoint, caller.Token, room));
                    if (!expected(status)) wrong.Add($"{endpoint} by {caller.Name} about {room}: {(int)status}");
                }
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task NotYours_AndNotThere_AreToldInTheSameWords()
    {
        var token = _tokens.Reviewer(Own);
        foreach (var endpoint in Endpoints().Where(endpoint => IsOfOne(endpoint) && Allowed[endpoint] is { } roles && roles.Contains("reviewer")))
        {
            var (foreign, nowhere) = (await AskAsync(endpoint, token, Foreign), await AskAsync(endpoint, token, "nowhere"));
            Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
            Assert.Equal((foreign.Status, Trace().Replace(foreign.Text, "")), (nowhere.Status, Trace().Replace(nowhere.Text, "")));
        }
    }

    [Fact]
    public async Task List_OfSomebodyWithRooms_HasNoOthers()
    {
        foreach (var (query, expected) in new Dictionary<string, int> { [""] = 1, [$"?room={Own}"] = 1, [$"?room={Foreign}"] = 0, ["?order=newest&limit=1"] = 0 })
        {
            using var http = Client(_tokens.Observer(Own, "physics"));
            var text = await http.GetStringAsync(new Uri($"/api/incidents{query}", UriKind.Relative));
            Assert.DoesNotContain(_sessions[Foreign], text, StringComparison.Ordinal);
            Assert.Equal(expected, Regex.Count(text, "\"session\":"));
        }
    }

    private static Func<HttpStatusCode, bool> Expected(string endpoint, (string Name, string Role, string? Token, bool SeesOwn, bool SeesForeign) caller, string room)
    {
        if (Allowed[endpoint] is not { } roles) return status => status is not (HttpStatusCode.Unauthorized or HttpStatusCode.InternalServerError);
        if (caller.Token is null) return status => status == HttpStatusCode.Unauthorized;
        if (!roles.Contains(caller.Role)) return status => status == HttpStatusCode.Forbidden;
        if (endpoint.Contains("{letter}", StringComparison.Ordinal)) return status => status == HttpStatusCode.NotFound; // there is none
        var isSeen = !IsOfOne(endpoint) || (room == Own ? caller.SeesOwn : caller.SeesForeign);
        return status => isSeen ? status is HttpStatusCode.OK or HttpStatusCode.Created : status == HttpStatusCode.NotFound;
    }

    // Whether it is about something in a room, or about a room.
    private static bool IsOfOne(string endpoint) => endpoint.Contains("{id}", StringComparison.Ordinal) || endpoint.Contains("{room}", StringComparison.Ordinal);

    private IEnumerable<string> Endpoints() => _host.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "*"} /{endpoint.RoutePattern.RawText!.TrimStart('/')}");

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string endpoint, string? token, string room)
    {
        var (method, path) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        var session = _sessions.GetValueOrDefault(room, "0123456789abcdef01234567");
        path = path.Replace("{id}", path.Contains("/incidents/", StringComparison.Ordinal) ? $"{session}-1" : session, StringComparison.Ordinal)
            .Replace("{room}", room, StringComparison.Ordinal).Replace("{letter}", "lms:marked:none", StringComparison.Ordinal).Replace("{shard}", "00", StringComparison.Ordinal).Replace("{file}", "0.jpg", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal);
        using var http = Client(token);
        using var request = new HttpRequestMessage(method == "*" ? HttpMethod.Get : new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method == "POST") request.Content = Body(path, room);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static JsonContent Body(string path, string room) => path switch
    {
        "/api/sessions" => JsonContent.Create(new { candidate = "c-9", room, ends = DateTimeOffset.UtcNow.AddHours(1) }),
        "/api/join" => JsonContent.Create(new { code = "nonsense" }),
        _ => JsonContent.Create(new { decision = "confirmed" }),
    };

    private HttpClient Client(string? token)
    {
        var http = new HttpClient { BaseAddress = _host.Main };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
