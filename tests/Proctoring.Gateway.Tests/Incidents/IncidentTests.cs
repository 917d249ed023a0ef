using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Delivery;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Stores;

namespace Proctoring.Gateway.Tests.Incidents;

/// <summary>From a mark to what people see of it.</summary>
public sealed class IncidentTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [StoreTheory]
    [InlineData("folder")]
    [InlineData("azure")]
    [InlineData("s3")]
    public async Task Mark_WithAStore_KeepsTheOriginalsOfFirstBestAndMark(string kind)
    {
        await using var store = await TestStore.StartAsync(kind);
        await using var host = await GatewayHost.StartAsync(_clock, [("Delivery:Pictures", "None"), .. store.Settings()]);
        using var api = new ApiClient(host);
        var (client, hello) = await host.StartAsync("""{"type":"start","room":"math"}""");
        await using var _ = client;

        var mark = await client.MarkAsync(_clock, Frame);
        var incident = Assert.Single(await api.IncidentsAsync(1));

        Assert.Equal($"{hello.Text("session")}-1", incident.Text("id"));
        Assert.Equal((hello.Text("session"), "math", "open", "stored"), (incident.Text("session"), incident.Text("room"), incident.Text("state"), incident.Text("evidence")));
        Assert.Equal(mark.GetProperty("phone_ms").GetInt64() / 1000.0, incident.GetProperty("phoneSeconds").GetDouble());
        Assert.Equal(mark.GetProperty("at").GetInt64(), incident.GetProperty("markedAt").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Equal(6.0, (incident.GetProperty("markedAt").GetDateTimeOffset() - incident.GetProperty("startedAt").GetDateTimeOffset()).TotalSeconds, 3);
        Assert.Equal((21, 0.9), (incident.GetProperty("frames").GetInt32(), incident.GetProperty("highestScore").GetDouble()));
        Assert.Equal(("script", "Scripted"), (incident.Text("model"), incident.Text("provider")));

        var evidence = await api.GetAsync($"/api/incidents/{incident.Text("id")}/evidence");
        Assert.True(evidence.GetProperty("whole").GetBoolean());
        var pictures = evidence.GetProperty("pictures").EnumerateArray().ToArray();
        Assert.Equal(["first", "highest", "mark"], pictures.Select(picture => picture.GetProperty("roles")[0].GetString()));
        Assert.Equal([Frame(0), Frame(7), Frame(20)], await Task.WhenAll(pictures.Select(picture => FetchAsync(host, picture))));
        var box = pictures[1].GetProperty("boxes")[0];
        Assert.Equal(("cell phone", 0.9, "[10,10,90,90]"), (box.Text("label"), box.GetProperty("score").GetDouble(), box.GetProperty("box").GetRawText()));
    }

    [Fact]
    public async Task Mark_WithoutAStore_IsAnIncidentWithoutPicturesAndSaysSo()
    {
        await using var host = await GatewayHost.StartAsync(_clock);
        using var api = new ApiClient(host);
        var (client, _) = await host.StartAsync();
        await using var __ = client;

        await client.MarkAsync(_clock);
        var incident = Assert.Single(await api.IncidentsAsync(1));

        Assert.Equal("none", incident.Text("evidence"));
        var pictures = (await api.GetAsync($"/api/incidents/{incident.Text("id")}/evidence")).GetProperty("pictures").EnumerateArray().ToArray();
        Assert.All(pictures, picture => Assert.Equal(JsonValueKind.Null, picture.GetProperty("url").ValueKind));
        Assert.Equal("cell phone", pictures[0].GetProperty("boxes")[0].Text("label"));
        Assert.Single(host.Log.Of(1605));
    }

    [Fact]
    public async Task Mark_InPractice_IsNoIncident()
    {
        await using var host = await GatewayHost.StartAsync(_clock);
        using var api = new ApiClient(host);
        var (practice, _) = await host.StartAsync("""{"type":"start","room":"practice"}""");
        await using var __ = practice;
        await practice.MarkAsync(_clock);
        var (exam, hello) = await host.StartAsync();
        await using var ___ = exam;
        await exam.MarkAsync(_clock);

        Assert.Equal(hello.Text("session"), Assert.Single(await api.IncidentsAsync(1)).Text("session"));
    }

    [Fact]
    public async Task Mark_AfterAReconnect_SaysThatItsEvidenceIsNotWhole()
    {
        await using var host = await GatewayHost.StartAsync(_clock);
        using var api = new ApiClient(host);
        var (client, hello) = await host.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await client.ShowAsync(ScriptedFrames.Phone);
            _clock.Advance(TimeSpan.FromMilliseconds(300));
        }
        await client.DisposeAsync();
        var (again, _) = await host.ResumeAsync(hello);
        await using var __ = again;

        await again.MarkAsync(_clock);
        var incident = Assert.Single(await api.IncidentsAsync(1));

        Assert.Equal(11, incident.GetProperty("frames").GetInt32());
        Assert.False((await api.GetAsync($"/api/incidents/{incident.Text("id")}/evidence")).GetProperty("whole").GetBoolean());
    }

    [Fact]
    public async Task Frames_OfCleanAndOfMarkedCandidates_AreNotKept()
    {
        await using var host = await GatewayHost.StartAsync(_clock);
        using var api = new ApiClient(host);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        await client.ShowAsync(ScriptedFrames.Nothing);
        Assert.Equal(0, await host.MetricAsync("proctoring_evidence_held_bytes"));
        await client.ShowAsync(ScriptedFrames.Phone);
        var one = await host.MetricAsync("proctoring_evidence_held_bytes");
        Assert.True(one > 0);
        await client.ShowAsync(ScriptedFrames.Seeing("cell phone=0.7"));
        await client.ShowAsync(ScriptedFrames.Seeing("cell phone=0.8"));
        Assert.Equal(2 * one, await host.MetricAsync("proctoring_evidence_held_bytes"));

        await client.PutAwayAsync(_clock);
        Assert.Equal(0, await host.MetricAsync("proctoring_evidence_held_bytes"));
        await client.MarkAsync(_clock);
        await api.IncidentsAsync(1);
        await client.ShowAsync(ScriptedFrames.Phone);
        Assert.Equal(0, await host.MetricAsync("proctoring_evidence_held_bytes"));
    }

    [Fact]
    public async Task Frames_BeyondTheCeiling_AreNotKeptAndCounted()
    {
        await using var host = await GatewayHost.StartAsync(_clock, ("Incidents:MaxEvidenceBytes", $"{1 << 20}"));
        using var api = new ApiClient(host);
        var large = Seeing(0.6f, ScriptedFrames.Padded(200_000)); // takes 256 KB of a pool
        var clients = new List<CandidateClient>();
        for (var i = 0; i < 5; i++)
        {
            clients.Add((await host.StartAsync()).Client);
            await clients[^1].ShowAsync(large);
        }

        Assert.Equal(1 << 20, await host.MetricAsync("proctoring_evidence_held_bytes"));
        Assert.Equal(1, await host.MetricAsync("proctoring_evidence_pictures_dropped_total{reason=\"noroom\"}"));
        foreach (var client in clients) await client.DisposeAsync();
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_evidence_held_bytes") == 0, "what the leaving held is given back");
    }

    // The eighth has the best score.
    private static byte[] Frame(int number) => ScriptedFrames.Seeing($"cell phone={(number == 7 ? "0.9" : "0.6")};frame {number}=0.1");

    private static byte[] Seeing(float score, byte[] jpeg) => Comment.Add(jpeg, FormattableString.Invariant($"cell phone={score}"));

    private static async Task<byte[]> FetchAsync(GatewayHost host, JsonElement picture)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(host.Main, picture.Text("url")));
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
