using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Incidents;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Rooms;

/// <summary>Whether somebody watches over a candidate is told when it changes.</summary>
public sealed class SightTests
{
    [Fact]
    public async Task Candidate_WithoutFramesThenWithoutVerdicts_IsSilentBackBlindAndBack()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await GatewayHost.StartAsync(clock);
        using var observer = await Observer.ConnectAsync(host, "proctoring_room");
        await observer.HearAsync("snapshot");
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        await observer.HearEventAsync("joined");
        await client.ShowAsync(ScriptedFrames.Nothing);

        Advance(clock, 4);
        Assert.Equal("silent", (await observer.HearEventAsync("silent")).Text("presence"));
        await client.ShowAsync(ScriptedFrames.Nothing);
        Advance(clock, 1);
        Assert.Equal("watched", (await observer.HearEventAsync("back")).Text("presence"));

        host.Analyzer.Hold();
        await client.SendAsync(ScriptedFrames.Nothing);
        await Eventually.TrueAsync(() => host.Analyzer.Taken == 3, "a frame is in work");
        Advance(clock, 1);
        await client.SendAsync(ScriptedFrames.Nothing);
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_frames_received_total") == 4, "another has come");
        Advance(clock, 1);
        await client.SendAsync(ScriptedFrames.Nothing);
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_frames_received_total") == 5, "and another");
        Advance(clock, 1);
        Assert.Equal("blind", (await observer.HearEventAsync("blind")).Text("presence"));
        host.Analyzer.Release();
        await client.HearAsync("verdict");
        Advance(clock, 1);
        await observer.HearEventAsync("back");
    }

    // A step at a time: each wakes whoever waits for it.
    private static void Advance(FakeTimeProvider clock, int seconds)
    {
        for (var i = 0; i < seconds; i++) clock.Advance(TimeSpan.FromSeconds(1));
    }
}
