using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Access;

public sealed class ConnectRateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConnectRate _rate;

    public ConnectRateTests() => _rate = new ConnectRate(Options.Create(new AccessOptions()), new SessionClock(_time));

    [Fact]
    public void TryEnter_ABurst_IsAdmittedAndTheNextIsToldWhen()
    {
        Assert.Equal(400, Admitted(400));

        Assert.False(_rate.TryEnter(out var retryAfter));
        Assert.Equal(5, retryAfter.TotalMilliseconds, 3);
    }

    [Fact]
    public void TryEnter_ManyTooMany_AreSentBackOneAfterAnother()
    {
        Admitted(400);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 1000; i++)
        {
            Assert.False(_rate.TryEnter(out var wait));
            waits.Add(wait);
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(5, waits[^1].TotalSeconds, 3); // the thousandth, at 200 a second
    }

    [Fact]
    public void TryEnter_WhoComesBackAsTold_IsAdmitted()
    {
        Admitted(400);
        var told = new List<TimeSpan>();
        for (var i = 0; i < 600; i++)
        {
            _rate.TryEnter(out var wait);
            told.Add(wait);
        }

        var admitted = 0;
        for (var second = 1; second <= 3; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            admitted += Admitted(told.Count(wait => Math.Ceiling(wait.TotalSeconds) == second));
        }
        Assert.Equal(600, admitted);
    }

    [Fact]
    public void TryEnter_EndlessFlood_SendsNobodyAwayForLongerThanHalfAMinute()
    {
        var longest = TimeSpan.Zero;
        for (var i = 0; i < 20_000; i++)
        {
            if (!_rate.TryEnter(out var wait) && wait > longest) longest = wait;
        }

        Assert.Equal(TimeSpan.FromSeconds(30), longest);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(400, Admitted(1000));
    }

    [Fact]
    public async Task Handshake_BeyondTheRate_Gets503AndRetryAfter()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Access:SocketsPerSecond", "1"), ("Access:SocketBurst", "2"));
        await using var first = await host.ConnectAsync();
        await using var second = await host.ConnectAsync();

        using var http = new HttpClient();
        using var handshake = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Main, "/ws/proctoring/"));
        handshake.Headers.Add("Connection", "Upgrade");
        handshake.Headers.Add("Upgrade", "websocket");
        handshake.Headers.Add("Sec-WebSocket-Version", "13");
        handshake.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        using var answer = await http.SendAsync(handshake);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("1", answer.Headers.GetValues("Retry-After").Single());
        Assert.Equal(1, await host.MetricAsync("proctoring_handshakes_refused_total{reason=\"too_many_at_once\"}"));
    }

    [Fact]
    public async Task Handshake_ManyAtOnceThatComeBackAsTold_AreAllServed()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Access:SocketsPerSecond", "30"), ("Access:SocketBurst", "10"));
        var clients = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Proctoring.Testing.CandidateClient.ConnectPatientlyAsync(host.Main, null, TimeSpan.FromSeconds(20))));
        foreach (var client in clients)
        {
            Assert.False((await client.AskAsync(ScriptedFrames.Nothing)).GetProperty("cheating_detected").GetBoolean());
            await client.DisposeAsync();
        }
        Assert.True(await host.MetricAsync("proctoring_handshakes_refused_total{reason=\"too_many_at_once\"}") > 0);
    }

    private int Admitted(int sockets)
    {
        var admitted = 0;
        for (var i = 0; i < sockets; i++) admitted += _rate.TryEnter(out _) ? 1 : 0;
        return admitted;
    }
}
