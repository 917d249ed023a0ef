using System.Net;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Access;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Incidents;

namespace Proctoring.Gateway.Tests.Rooms;

/// <summary>Who is expected in a room: those for whom an exam system has made a session.</summary>
public sealed class ExpectationTests : IAsyncLifetime
{
    private const string Room = "math";

    private readonly TestTokens _tokens = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync(_clock, _tokens.Setting);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _tokens.Dispose();
    }

    [Fact]
    public async Task Session_ThatIsMade_IsExpectedWithItsWindowUntilItsCandidateJoins()
    {
        using var observer = await ObserveAsync();
        var (starts, ends) = (_clock.GetUtcNow().AddMinutes(-5), _clock.GetUtcNow().AddHours(2));
        var link = await MakeAsync(Room, starts, ends);
        var expected = await observer.HearEventAsync("expected");
        Assert.Equal(("c-17", "expected", starts, ends), (expected.Text("candidate"), expected.Text("presence"), expected.GetProperty("starts").GetDateTimeOffset(), expected.GetProperty("ends").GetDateTimeOffset()));

        using var lms = new ApiClient(_host);
        var joined = await lms.PostAsync("/api/join", new { code = link.Split("#code=")[1] });
        var (client, _) = await _host.StartAsync($$"""{"type":"start","token":"{{joined.Text("token")}}"}""");
        await using var __ = client;
        Assert.Equal((expected.Text("session"), "watched"), await observer.HearEventAsync("joined") is var came ? (came.Text("session"), came.Text("presence")) : default);

        using var second = await Observer.ConnectAsync(_host, Room, token: _tokens.Operator);
        var candidate = Assert.Single((await second.HearAsync("snapshot")).GetProperty("candidates").EnumerateArray());
        Assert.Equal(("watched", starts), (candidate.Text("presence"), candidate.GetProperty("starts").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Candidate_WhoDoesNotCome_HasLeftWhenTheTimeIsOver()
    {
        using var observer = await ObserveAsync();
        await MakeAsync(Room, null, _clock.GetUtcNow().AddMinutes(10));
        Assert.False((await observer.HearEventAsync("expected")).TryGetProperty("starts", out _));

        _clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("over", (await observer.HearEventAsync("left")).Text("presence"));
    }

    [Fact]
    public async Task Candidate_WhoIsRemoved_IsExpectedNoMore()
    {
        using var observer = await ObserveAsync();
        await MakeAsync(Room, null, _clock.GetUtcNow().AddMinutes(10));
        var session = (await observer.HearEventAsync("expected")).Text("session");
        using var lms = new ApiClient(_host, _tokens.Operator);
        await lms.SendAsync(HttpMethod.Delete, "/api/candidates/c-17", null, HttpStatusCode.OK);

        Assert.Equal(session, (await observer.HearEventAsync("removed")).Text("session"));
    }

    [Fact]
    public async Task Practice_IsNotTold()
    {
        await MakeAsync("practice", null, _clock.GetUtcNow().AddMinutes(10));
        Assert.Equal(0, await _host.MetricAsync("proctoring_room_events_published_total"));
    }

    private async Task<Observer> ObserveAsync()
    {
        var observer = await Observer.ConnectAsync(_host, Room, token: _tokens.Operator);
        await observer.HearAsync("snapshot");
        return observer;
    }

    private async Task<string> MakeAsync(string room, DateTimeOffset? starts, DateTimeOffset ends)
    {
        using var lms = new ApiClient(_host, _tokens.Operator);
        return (await lms.PostAsync("/api/sessions", new { candidate = "c-17", room, starts, ends }, HttpStatusCode.Created)).Text("link");
    }
}
