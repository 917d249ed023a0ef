using System.Net.WebSockets;
using Proctoring.Contracts;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Gating;

/// <summary>The whole gateway with its gate. What the script says of a frame is in a comment, which the gate does not see.</summary>
public sealed class StoodOverTests
{
    private static readonly (string, string)[] On = [("Gating:Enabled", "true"), ("Gating:RandomShare", "0"), ("Gating:Interval", "00:00:05")];
    private static readonly byte[] Other = Comment.Add(Scene.Jpeg(new Phone(440, 235, 135)), "book=0.6");

    [Fact]
    public async Task Show_NothingNew_StandsOverWithoutAPictureOrAnAnalysis()
    {
        await using var host = await GatewayHost.StartAsync(settings: On);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        Assert.False((await client.ShowAsync(ScriptedFrames.Nothing)).GetProperty("stood_over").GetBoolean());
        await client.SendAsync(ScriptedFrames.Seeing("laptop=0.9"));
        var message = await client.ReceiveAsync();

        Assert.Equal(WebSocketMessageType.Text, message.Type);
        var verdict = System.Text.Json.JsonDocument.Parse(message.Bytes).RootElement;
        V1Schema.AssertFromServer(verdict.GetRawText());
        Assert.True(verdict.GetProperty("stood_over").GetBoolean());
        Assert.Equal(2, verdict.GetProperty("frame").GetInt32());
        Assert.Empty(verdict.GetProperty("detections").EnumerateArray());
        Assert.Equal(1, host.Analyzer.Taken);
        Assert.Equal(1, await host.MetricAsync("proctoring_frames_stood_over_total"));
        Assert.Equal(1, await host.MetricAsync("proctoring_gate_decisions_total{reason=\"stands_over\"}"));
    }

    [Fact]
    public async Task Show_SomethingNew_IsAnalysed()
    {
        await using var host = await GatewayHost.StartAsync(settings: On);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        await client.ShowAsync(ScriptedFrames.Nothing);
        var verdict = await client.ShowAsync(Other);

        Assert.False(verdict.GetProperty("stood_over").GetBoolean());
        Assert.Equal("book", Assert.Single(verdict.GetProperty("detections").EnumerateArray()).GetProperty("label").GetString());
        Assert.Equal(1, await host.MetricAsync("proctoring_gate_decisions_total{reason=\"changed\"}"));
        // What stands over from now on is the book.
        verdict = await client.ShowAsync(Other);
        Assert.True(verdict.GetProperty("stood_over").GetBoolean());
        Assert.Single(verdict.GetProperty("detections").EnumerateArray());
    }

    [Fact]
    public async Task Show_PhoneThatLiesStill_IsAnalysedEveryTime()
    {
        await using var host = await GatewayHost.StartAsync(settings: On);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        for (var i = 0; i < 5; i++) Assert.False((await client.ShowAsync(ScriptedFrames.Phone)).GetProperty("stood_over").GetBoolean());
        Assert.Equal(5, host.Analyzer.Taken);
    }

    [Fact]
    public async Task Show_AfterAReconnect_IsAnalysed()
    {
        await using var host = await GatewayHost.StartAsync(settings: On);
        var (client, hello) = await host.StartAsync();
        await client.ShowAsync(ScriptedFrames.Nothing);
        await client.DisposeAsync();
        var (again, _) = await host.ResumeAsync(hello);
        await using var __ = again;
        Assert.False((await again.ShowAsync(ScriptedFrames.Nothing)).GetProperty("stood_over").GetBoolean());
    }

    [Fact]
    public async Task Show_FirstDialect_GetsItsOwnJpegBack()
    {
        await using var host = await GatewayHost.StartAsync(settings: On);
        await using var client = await host.ConnectAsync();
        await client.AskAsync(ScriptedFrames.Nothing);
        var frame = ScriptedFrames.Seeing("laptop=0.2");
        await client.SendAsync(frame);
        var picture = await client.ReceiveAsync();

        Assert.Equal(WebSocketMessageType.Binary, picture.Type);
        Assert.Equal(frame, picture.Bytes);
        Assert.Equal("Nothing detected yet", (await client.ReceiveJsonAsync()).GetProperty("message").GetString());
        Assert.Equal(1, host.Analyzer.Taken);
    }

    [Fact]
    public async Task Show_GateOff_IsAnalysedEveryTime()
    {
        await using var host = await GatewayHost.StartAsync();
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        for (var i = 0; i < 3; i++) Assert.False((await client.ShowAsync(ScriptedFrames.Nothing)).GetProperty("stood_over").GetBoolean());
    }

    [Fact]
    public async Task Show_GateSawNoChangeAndAPhoneIsThere_IsAMissAndEveryFrameIsAnalysedForAWhile()
    {
        await using var host = await GatewayHost.StartAsync(settings: [("Gating:Enabled", "true"), ("Gating:RandomShare", "1")]);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        await client.ShowAsync(ScriptedFrames.Nothing);
        await client.ShowAsync(ScriptedFrames.Phone);
        Assert.Equal(1, await host.MetricAsync("proctoring_gate_checks_total"));
        Assert.Equal(1, await host.MetricAsync("proctoring_gate_misses_total"));
    }

    [Fact]
    public async Task Pace_NothingChangesThenSomethingDoes_IsSlowerAndUsualAgain()
    {
        await using var host = await GatewayHost.StartAsync(settings: [.. On, ("Gating:QuietAfter", "00:00:01")]);
        var (client, hello) = await host.StartAsync();
        await using var __ = client;
        Assert.Equal(300, hello.GetProperty("interval_ms").GetInt32());
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(150));

        Assert.Equal("quiet 480", await PaceAsync(ScriptedFrames.Nothing));
        Assert.Equal("normal 300", await PaceAsync(Other));
        Assert.Equal(1, await host.MetricAsync("proctoring_pace_changes_total{reason=\"quiet\"}"));
        Assert.Equal(0, await host.MetricAsync("proctoring_sessions_slowed"));

        // Shows a frame again and again until the server asks for another pace.
        async Task<string> PaceAsync(byte[] frame)
        {
            while (true)
            {
                await client.SendAsync(frame);
                var message = await client.ReceiveJsonAsync();
                V1Schema.AssertFromServer(message.GetRawText());
                if (message.GetProperty("type").GetString() == "pace") return $"{message.GetProperty("reason").GetString()} {message.GetProperty("interval_ms").GetInt32()}";
                await often.WaitForNextTickAsync();
            }
        }
    }

    [Fact]
    public async Task Buffers_AfterManyFrames_AreAllGivenBack()
    {
        var before = PooledBytes.Outstanding;
        await using (var host = await GatewayHost.StartAsync(settings: On))
        {
            await using var client = await host.ConnectAsync();
            for (var i = 0; i < 20; i++) await client.AskAsync(i % 5 == 0 ? Other : ScriptedFrames.Nothing);
        }
        await Eventually.TrueAsync(() => PooledBytes.Outstanding <= before, "every buffer is back");
    }
}
