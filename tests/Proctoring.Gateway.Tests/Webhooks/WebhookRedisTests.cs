using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Incidents;
using Proctoring.Gateway.Webhooks;
using Proctoring.Gateway.Webhooks.Queue;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Webhooks;

/// <summary>Two gateways that share what is to be told.</summary>
public sealed class WebhookRedisTests : IAsyncLifetime
{
    private Receiver _receiver = null!;
    private RedisServer _redis = null!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _redis = await RedisServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task TwoGateways_ManyIncidents_EachIsToldOnce()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        for (var i = 0; i < 30; i++) await AddAsync(i % 2 == 0 ? first : second, $"s{i}");
        await AddAsync(second, "s0"); // the same incident, told by another
        await _receiver.EventsAsync(30);
        await Eventually.TrueAsync(async () => await first.MetricAsync("proctoring_webhooks_waiting{target=\"lms\"}") == 0, "nothing waits");

        Assert.Equal(30, _receiver.Asked);
        Assert.Equal(30, _receiver.Events.Select(message => message.Text("id")).Distinct().Count());
    }

    [Fact]
    public async Task Gateway_ThatDiesWithWhatItClaimed_IsFollowedByAnother()
    {
        await using var first = await StartAsync(("Webhooks:AttemptTimeout", "00:00:01"));
        var (queue, target) = (first.Service<IWebhookQueue>(), first.Service<WebhookTargets>().All[0]);
        // Claimed by nobody who is alive, for a moment.
        ClaimedNotices claimed;
        do
        {
            await AddAsync(first, $"s{Guid.NewGuid():N}");
            claimed = (await queue.ClaimAsync(target, 1, TimeSpan.FromSeconds(2), default))!;
        }
        while (claimed.Notices.Count == 0);

        await Eventually.TrueAsync(() => _receiver.Events.Any(message => message.Text("subject") == claimed.Notices[0].Notice.Incident), "it is told all the same");
        // Whoever had it has it no more.
        await queue.SettleAsync(target, claimed.Notices[0], new Settlement(TimeSpan.Zero, "late", 1), default);
        Assert.Empty((await queue.ClaimAsync(target, 8, TimeSpan.FromSeconds(2), default))!.Notices);
        Assert.Single(_receiver.Events, message => message.Text("subject") == claimed.Notices[0].Notice.Incident);
    }

    [Fact]
    public async Task Notice_PutInAnewWhileItIsOnItsWay_IsNotLost()
    {
        _receiver.Answer = _ => (410, null);
        await using var host = await StartAsync();
        var (queue, target, notice) = (host.Service<IWebhookQueue>(), host.Service<WebhookTargets>().All[0], new Notice(WebhookKind.Reviewed, "s1-1"));
        await AddAsync(host, "s1");
        await Eventually.TrueAsync(async () => (await queue.DeadAsync(target, 10, default)).Value is { Count: 1 }, "the mark is a dead letter");
        await ReviewAsync(host, IncidentState.Confirmed);
        await Eventually.TrueAsync(async () => (await queue.DeadAsync(target, 10, default)).Value is { Count: 2 }, "so is the review");

        var letters = (await queue.DeadAsync(target, 10, default)).Value!;
        Assert.Equal([new Notice(WebhookKind.Marked, "s1-1"), notice], letters.Select(letter => letter.Notice));
        Assert.All(letters, letter => Assert.Equal((1, "status 410"), (letter.Attempts, letter.Failure)));
        _receiver.Answer = _ => (200, null);
        Assert.True(await queue.ReplayAsync(target, notice, default));
        Assert.False(await queue.ReplayAsync(target, notice, default));
        await _receiver.EventsAsync(1);
        Assert.Equal(1, await queue.ForgetAsync("s1-1", default));
    }

    [Fact]
    public async Task Review_AfterOneThatIsADeadLetter_TakesItsPlaceWithAllAttemptsAnew()
    {
        _receiver.Answer = _ => (410, null);
        await using var host = await StartAsync(("Webhooks:Targets:0:Events:0", "reviewed"));
        var (queue, target) = (host.Service<IWebhookQueue>(), host.Service<WebhookTargets>().All[0]);
        await AddAsync(host, "s1");
        await ReviewAsync(host, IncidentState.Confirmed);
        await Eventually.TrueAsync(async () => (await queue.DeadAsync(target, 10, default)).Value is { Count: 1 }, "the review is a dead letter");
        _receiver.Answer = before => before == 1 ? (503, null) : (200, null); // a failure more, which must not be its last
        await ReviewAsync(host, IncidentState.Dismissed);

        Assert.Empty((await queue.DeadAsync(target, 10, default)).Value!);
        await _receiver.EventsAsync(1);
        Assert.Equal("dismissed", _receiver.Events[0].GetProperty("data").Text("state"));
        Assert.Empty((await queue.DeadAsync(target, 10, default)).Value!);
    }

    [Fact]
    public async Task Redis_Away_KeepsWhatItHad()
    {
        await using var host = await StartAsync();
        _receiver.Answer = _ => (500, null);
        await AddAsync(host, "s1");
        await Eventually.TrueAsync(() => _receiver.Asked > 0, "it was tried");
        _receiver.Answer = _ => (200, null);
        await _redis.PauseAsync();
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_redis_away") == 1, "Redis is away");
        await _redis.ContinueAsync();

        await _receiver.EventsAsync(1);
        Assert.Equal("s1-1-marked", Assert.Single(_receiver.Events).Text("id"));
    }

    private Task<GatewayHost> StartAsync(params (string, string)[] more) => GatewayHost.StartWithRedisAsync(_redis.Endpoint, _receiver.Settings("lms", more));

    private static async Task ReviewAsync(GatewayHost host, IncidentState state) =>
        await host.Service<IIncidentStore>().ReviewAsync("s1-1", new Review(state, "me", DateTimeOffset.UtcNow, null), default);

    private static async Task AddAsync(GatewayHost host, string session, string room = "math") =>
        Assert.NotNull(await host.Service<IIncidentStore>().AddAsync(Notices.Incident(session, room), default));
}
