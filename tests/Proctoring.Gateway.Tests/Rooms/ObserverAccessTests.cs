using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Access;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Incidents;

namespace Proctoring.Gateway.Tests.Rooms;

/// <summary>Who may observe which room, and all the ways that lead nowhere.</summary>
public sealed class ObserverAccessTests : IAsyncLifetime
{
    private const string Own = "math";
    private const string Foreign = "art";

    private readonly TestTokens _tokens = new();
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync(null, _tokens.Setting);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _tokens.Dispose();
    }

    // What becomes of a socket in a room of one's own, and in another; 0 for a snapshot.
    private (string Name, string? Token, int AtOwn, int AtForeign)[] Callers =>
    [
        ("nobody", null, 4001, 4001),
        ("operator", _tokens.Operator, 0, 0),
        ("reviewer of all", _tokens.Reviewer(), 0, 0),
        ("reviewer of a room", _tokens.Reviewer(Own), 0, 4003),
        ("observer of a room", _tokens.Observer(Own, "physics"), 0, 4003),
        ("observer of all", _tokens.Observer("*"), 0, 0),
        ("observer of none", _tokens.Observer(), 4003, 4003),
        ("candidate of the room", _tokens.Candidate("c-1", room: Own), 4003, 4003),
        ("somebody without a role", _tokens.Make("g", "gardener"), 4003, 4003),
        ("a token that has expired", _tokens.Make("otto", "observer", [Own], DateTimeOffset.UtcNow.AddHours(-1)), 4001, 4001),
        ("a token for somebody else", _tokens.Make("otto", "observer", [Own], audience: "another"), 4001, 4001),
    ];

    [Fact]
    public async Task Everybody_AtEveryRoom_GetsInOrIsRefused()
    {
        var wrong = new List<string>();
        foreach (var (name, token, atOwn, atForeign) in Callers)
        {
            // A name that is too long is that of no room: nobody has it.
            foreach (var (room, expected) in new Dictionary<string, int> { [Own] = atOwn, [Foreign] = atForeign, [new string('r', 129)] = 4003 })
            {
                using var observer = await Observer.ConnectAsync(_host, room, token: token);
                if (await OutcomeAsync(observer) is var code && code != expected) wrong.Add($"{name} at {room}: {code}, not {expected}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task NotYours_AndNotThere_AreToldInTheSameWords()
    {
        var (client, _) = await _host.StartAsync($$"""{"type":"start","token":"{{_tokens.Candidate("c-1", room: Foreign)}}"}""");
        await using var __ = client;
        using var foreign = await Observer.ConnectAsync(_host, Foreign, token: _tokens.Observer(Own));
        using var nowhere = await Observer.ConnectAsync(_host, "nowhere", token: _tokens.Observer(Own));
        await foreign.ToTheEndAsync();
        await nowhere.ToTheEndAsync();

        Assert.Equal((foreign.Socket.CloseStatus, foreign.Socket.CloseStatusDescription), (nowhere.Socket.CloseStatus, nowhere.Socket.CloseStatusDescription));
    }

    [Fact]
    public async Task Ticket_OfARoom_IsGoodOnceAndThereAlone()
    {
        using var observer = new ApiClient(_host, _tokens.Observer(Own, "physics"));
        using (var admitted = await Observer.ConnectAsync(_host, Own, $"?ticket={await TicketAsync(observer)}")) await admitted.HearAsync("snapshot");

        var ticket = await TicketAsync(observer);
        Assert.Equal(4003, await RefusalAsync("physics", ticket));
        Assert.Equal(4003, await RefusalAsync(Own, ticket)); // used up
        Assert.Equal(4003, await RefusalAsync(Own, "nonsense"));
        await observer.SendAsync(HttpMethod.Post, $"/api/rooms/{Foreign}/tickets", new { }, HttpStatusCode.NotFound);
        await observer.SendAsync(HttpMethod.Post, $"/api/rooms/{new string('r', 129)}/tickets", new { }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Ticket_OfACandidate_OpensNoRoomAndAnObserversNoSession()
    {
        using var candidate = new ApiClient(_host, _tokens.Candidate("c-1", room: Own));
        Assert.Equal(4003, await RefusalAsync(Own, (await candidate.PostAsync("/api/tickets", new { })).Text("ticket")));

        using var observer = new ApiClient(_host, _tokens.Observer(Own));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{_host.Main.Authority}/ws/proctoring/?ticket={await TicketAsync(observer)}"), default);
        await socket.ReceiveAsync(new byte[100], default);
        Assert.Equal(4003, (int)socket.CloseStatus!.Value);
    }

    [Fact]
    public async Task Page_OfAnotherOrigin_IsRefusedAndUsesNoTicketUp()
    {
        using var observer = new ApiClient(_host, _tokens.Observer(Own));
        var ticket = await TicketAsync(observer);
        using (var evil = await Observer.ConnectAsync(_host, Own, $"?ticket={ticket}", origin: "https://evil.example")) Assert.Equal(1008, (await evil.ToTheEndAsync()).Code);

        using var own = await Observer.ConnectAsync(_host, Own, $"?ticket={ticket}", origin: _host.Main.GetLeftPart(UriPartial.Authority));
        await own.HearAsync("snapshot");
    }

    [Fact]
    public async Task Token_ThatExpires_EndsTheConnection()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await GatewayHost.StartAsync(clock, _tokens.Setting);
        using var observer = await Observer.ConnectAsync(host, Own, token: _tokens.Make("otto", "observer", [Own], clock.GetUtcNow().AddMinutes(10)));
        await observer.HearAsync("snapshot");

        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(4004, (await observer.ToTheEndAsync()).Code);
    }

    [Fact]
    public async Task Observer_WhoSpeaks_IsClosed()
    {
        using var observer = await Observer.ConnectAsync(_host, Own, token: _tokens.Operator);
        await observer.HearAsync("snapshot");
        await observer.Socket.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Text, true, default);

        Assert.Equal(1003, (await observer.ToTheEndAsync()).Code);
    }

    [Fact]
    public async Task Server_ThatStops_TellsObserversToComeBack()
    {
        using var observer = await Observer.ConnectAsync(_host, Own, token: _tokens.Operator);
        await observer.HearAsync("snapshot");
        var stopping = _host.StopAsync();

        Assert.Equal(1001, (await observer.ToTheEndAsync()).Code);
        await observer.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await stopping;
    }

    [Fact]
    public async Task Candidate_WhoIsRemoved_IsRemovedFromTheRoom()
    {
        using var observer = await Observer.ConnectAsync(_host, Own, token: _tokens.Operator);
        await observer.HearAsync("snapshot");
        var (client, hello) = await _host.StartAsync($$"""{"type":"start","token":"{{_tokens.Candidate("c-17", room: Own)}}"}""");
        await using var __ = client;
        Assert.Equal("c-17", (await observer.HearEventAsync("joined")).Text("candidate"));

        using var lms = new ApiClient(_host, _tokens.Operator);
        await lms.SendAsync(HttpMethod.Delete, "/api/candidates/c-17", null, HttpStatusCode.OK);
        Assert.Equal(hello.Text("session"), (await observer.HearEventAsync("removed")).Text("session"));
        using var again = await Observer.ConnectAsync(_host, Own, "?since=0-0", _tokens.Operator);
        await again.HearAsync("resumed");
        Assert.False((await again.HearEventAsync("removed")).TryGetProperty("candidate", out _));
    }

    private static async Task<int> OutcomeAsync(Observer observer) =>
        await observer.NextAsync() is { } message && message.Text("type") == "snapshot" ? 0 : (int)observer.Socket.CloseStatus!.Value;

    private async Task<int> RefusalAsync(string room, string ticket)
    {
        using var observer = await Observer.ConnectAsync(_host, room, $"?ticket={ticket}");
        return (await observer.ToTheEndAsync()).Code;
    }

    private static async Task<string> TicketAsync(ApiClient api) => (await api.PostAsync($"/api/rooms/{Own}/tickets", new { })).Text("ticket");
}
