using System.Net;
using System.Text.Json;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Incidents;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Webhooks;

/// <summary>From a mark to an exam system that hears of it.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task MarkAndReview_AreToldAsSignedCloudEvents()
    {
        await using var host = await StartAsync(Marking.Quick);
        using var api = new ApiClient(host);
        var (client, hello) = await host.StartAsync("""{"type":"start","room":"math"}""");
        await using var _ = client;
        await client.MarkAsync();
        await _receiver.EventsAsync(1);
        var id = $"{hello.Text("session")}-1";
        await api.PostAsync($"/api/incidents/{id}/review", new { decision = "dismissed", note = "a calculator" });
        await _receiver.EventsAsync(2);

        var (marked, reviewed) = (_receiver.Events[0], _receiver.Events[1]);
        Assert.Equal(("1.0", "org.proctoring.incident.marked", id, $"{id}-marked"), (marked.Text("specversion"), marked.Text("type"), marked.Text("subject"), marked.Text("id")));
        Assert.Equal(("math", "open"), (marked.GetProperty("data").Text("room"), marked.GetProperty("data").Text("state")));
        Assert.Equal(("org.proctoring.incident.reviewed", "dismissed"), (reviewed.Text("type"), reviewed.GetProperty("data").Text("state")));
        Assert.Equal("a calculator", reviewed.GetProperty("data").GetProperty("review").Text("note"));
        // The data is what the API says.
        var incident = await api.GetAsync($"/api/incidents/{id}");
        Assert.True(JsonElement.DeepEquals(incident, reviewed.GetProperty("data")), $"{incident}\n{reviewed}");
        Assert.Equal(2, await host.MetricAsync("proctoring_webhook_attempts_total{target=\"lms\",outcome=\"delivered\"}"));
    }

    [Fact]
    public async Task Target_ThatFailsTwice_IsToldAgainUnderTheSameId()
    {
        _receiver.Answer = before => before < 2 ? (503, before == 0 ? "1" : null) : (204, null);
        await using var host = await StartAsync(("Webhooks:Retries:1", "00:00:01"));
        await AddAsync(host, "s1");
        await _receiver.EventsAsync(1);

        Assert.Equal(3, _receiver.Asked);
        Assert.Single(host.Log.Of(1901));
        Assert.Equal(2, await host.MetricAsync("proctoring_webhook_attempts_total{target=\"lms\",outcome=\"failed\"}"));
        Assert.DoesNotContain("canary", string.Join('\n', host.Log.Of(1901)));
    }

    [Theory]
    [InlineData(410, "status 410", 1)]
    [InlineData(302, "status 302", 2)] // nobody follows it
    [InlineData(500, "status 500", 2)]
    public async Task Target_ThatNeverTakesIt_LeavesADeadLetterThatCanBeSentAgain(int status, string failure, int attempts)
    {
        _receiver.Answer = _ => (status, null);
        await using var host = await StartAsync();
        using var api = new ApiClient(host);
        await AddAsync(host, "s1");
        var letter = await DeadLetterAsync(api);

        Assert.Equal(("lms", "marked", "s1-1", failure), (letter.Text("target"), letter.Text("event"), letter.Text("incident"), letter.Text("failure")));
        Assert.Equal((attempts, attempts), (letter.GetProperty("attempts").GetInt32(), _receiver.Asked));
        Assert.Single(host.Log.Of(1902));

        _receiver.Answer = _ => (200, null);
        await api.Http.PostAsync(new Uri($"/api/webhooks/dead-letters/{letter.Text("id")}/replay", UriKind.Relative), null);
        await _receiver.EventsAsync(1);
        Assert.Empty((await api.GetAsync("/api/webhooks/dead-letters")).EnumerateArray());
        await api.SendAsync(HttpMethod.Post, $"/api/webhooks/dead-letters/{letter.Text("id")}/replay", null, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")] // a name that leads there
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Target_InThisNetwork_IsNotConnectedToUnlessThatIsAllowed(string there)
    {
        var url = _receiver.Address.ToString().Replace("127.0.0.1", there);
        await using var host = await StartAsync(("Webhooks:AllowedNetworks:0", "10.99.0.0/16"), ("Webhooks:Targets:0:Url", url));
        using var api = new ApiClient(host);
        await AddAsync(host, "s1");

        Assert.Equal("address not allowed", (await DeadLetterAsync(api)).Text("failure"));
        Assert.Equal(0, _receiver.Asked);
    }

    [Fact]
    public async Task Target_WhoseCertificateNobodyVouchesFor_IsNotTold()
    {
        using var other = new Proctoring.Testing.Tls.TestAuthority();
        await using var host = await StartAsync(("Webhooks:CaFile", other.CaFile));
        using var api = new ApiClient(host);
        await AddAsync(host, "s1");

        Assert.Equal("certificate not believed", (await DeadLetterAsync(api)).Text("failure"));
    }

    [Fact]
    public async Task Target_OfOtherRoomsOrEvents_IsNotTold()
    {
        await using var host = await StartAsync(("Webhooks:Targets:0:Rooms:0", "math"), ("Webhooks:Targets:0:Events:0", "reviewed"));
        using var api = new ApiClient(host);
        await AddAsync(host, "s1", "art");
        await AddAsync(host, "s2", "math");
        foreach (var id in (string[])["s1-1", "s2-1"]) await api.PostAsync($"/api/incidents/{id}/review", new { decision = "confirmed" });
        await _receiver.EventsAsync(1);

        Assert.Equal("s2-1", Assert.Single(_receiver.Events).Text("subject"));
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_webhooks_waiting{target=\"lms\"}") == 0, "nothing waits");
        Assert.Single(_receiver.Events);
    }

    [Fact]
    public async Task Candidate_Removed_TakesDeadLettersAlong()
    {
        _receiver.Answer = _ => (410, null);
        await using var host = await StartAsync();
        using var api = new ApiClient(host);
        await AddAsync(host, "s1");
        await DeadLetterAsync(api);

        var removal = await api.SendAsync(HttpMethod.Delete, "/api/candidates/c-1", null, HttpStatusCode.OK);
        Assert.Equal((1, 1, true), (removal.GetProperty("incidents").GetInt32(), removal.GetProperty("notices").GetInt32(), removal.GetProperty("complete").GetBoolean()));
        Assert.Empty((await api.GetAsync("/api/webhooks/dead-letters")).EnumerateArray());
    }

    private Task<GatewayHost> StartAsync(params (string, string)[] more) => GatewayHost.StartAsync(null, _receiver.Settings("lms", more));

    private static async Task AddAsync(GatewayHost host, string session, string room = "math") =>
        await host.Service<IIncidentStore>().AddAsync(Notices.Incident(session, room), default);

    private static async Task<JsonElement> DeadLetterAsync(ApiClient api)
    {
        JsonElement letters = default;
        await Eventually.TrueAsync(async () =>
        {
            letters = await api.GetAsync("/api/webhooks/dead-letters?target=lms");
            return letters.GetArrayLength() > 0;
        }, "there is a dead letter");
        return Assert.Single(letters.EnumerateArray());
    }
}
