using System.Net;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Incidents;

/// <summary>What people decide, and what becomes of the session.</summary>
public sealed class ReviewTests
{
    [Fact]
    public async Task Dismiss_EveryEpisode_ClearsTheFlagOfTheSessionThatRuns()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await GatewayHost.StartAsync(clock);
        using var api = new ApiClient(host);
        var (client, hello) = await host.StartAsync();
        await using var _ = client;
        for (var i = 0; i < 2; i++)
        {
            await client.MarkAsync(clock);
            await client.PutAwayAsync(clock);
        }
        var incidents = await api.IncidentsAsync(2);

        await ReviewAsync(api, incidents[0].Text("id"), "dismissed");
        Assert.True(await IsFlaggedAsync(client));
        var reviewed = await ReviewAsync(api, incidents[1].Text("id"), "dismissed", "a calculator");
        Assert.False(await IsFlaggedAsync(client));
        Assert.Equal(("dismissed", "a calculator", "local"), (reviewed.Text("state"), reviewed.GetProperty("review").Text("note"), reviewed.GetProperty("review").Text("by")));
        var session = await api.GetAsync($"/api/sessions/{hello.Text("session")}");
        Assert.False(session.GetProperty("flagged").GetBoolean());
        Assert.Equal(["dismissed", "dismissed"], session.GetProperty("episodes").EnumerateArray().Select(episode => episode.Text("state")));

        await ReviewAsync(api, incidents[1].Text("id"), "confirmed"); // on second thoughts
        Assert.True(await IsFlaggedAsync(client));
        Assert.Equal(2, await host.MetricAsync("proctoring_incident_reviews_total{state=\"dismissed\"}"));
        Assert.Equal(3, host.Log.Of(1702).Count());
    }

    [Fact]
    public async Task Dismiss_AtAnotherGateway_ClearsTheFlagWhereverTheSessionIs()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var here = await GatewayHost.StartWithRedisAsync(redis.Endpoint, Marking.Quick);
        await using var there = await GatewayHost.StartWithRedisAsync(redis.Endpoint, Marking.Quick);
        using var api = new ApiClient(there);
        var (client, hello) = await here.StartAsync();
        await client.MarkAsync();
        await client.PutAwayAsync();
        Assert.True(await IsFlaggedAsync(client));

        await ReviewAsync(api, Assert.Single(await api.IncidentsAsync(1)).Text("id"), "dismissed");
        await Eventually.TrueAsync(async () => !await IsFlaggedAsync(client), "the gateway that has it is told");
        await client.DisposeAsync();

        var (again, welcome) = await there.ResumeAsync(hello);
        await using var _ = again;
        Assert.False(welcome.GetProperty("cheating_detected").GetBoolean());
        await again.MarkAsync(); // another episode is another matter
        Assert.True(await IsFlaggedAsync(again));
    }

    [Fact]
    public async Task Dismiss_WhileTheCandidateIsAway_IsKnownWhenItComesBack()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await GatewayHost.StartWithRedisAsync(redis.Endpoint, Marking.Quick);
        using var api = new ApiClient(host);
        var (client, hello) = await host.StartAsync();
        await client.MarkAsync();
        await client.DisposeAsync();
        await ReviewAsync(api, Assert.Single(await api.IncidentsAsync(1)).Text("id"), "dismissed");

        Assert.False((await api.GetAsync($"/api/sessions/{hello.Text("session")}")).GetProperty("flagged").GetBoolean());
        var (again, welcome) = await host.ResumeAsync(hello);
        await using var _ = again;
        Assert.False(welcome.GetProperty("cheating_detected").GetBoolean());
    }

    [Theory]
    [InlineData("""{"decision":"perhaps"}""")]
    [InlineData("""{"decision":7}""")]
    [InlineData("{}")]
    [InlineData("not json")]
    public async Task Review_OfNoSense_IsRefused(string body)
    {
        await using var host = await GatewayHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Main };
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/incidents/x-1/review", UriKind.Relative), content);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private static Task<System.Text.Json.JsonElement> ReviewAsync(ApiClient api, string id, string decision, string? note = null) =>
        api.PostAsync($"/api/incidents/{id}/review", new { decision, note });

    private static async Task<bool> IsFlaggedAsync(CandidateClient client) => (await client.ShowAsync(ScriptedFrames.Nothing)).GetProperty("cheating_detected").GetBoolean();
}
