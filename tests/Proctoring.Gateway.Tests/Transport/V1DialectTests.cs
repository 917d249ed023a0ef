using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Transport;

/// <summary><c>proctoring.v1</c>, message by message. Every message that is heard is held to the schema.</summary>
public sealed class V1DialectTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync(_clock);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Start_New_IsAnsweredWithLimitsAndAResumeToken()
    {
        var (client, hello) = await _host.StartAsync();
        await using var _ = client;

        Assert.Equal(V1Client.Subprotocol, client.Socket.SubProtocol);
        Assert.Equal(300, hello.GetProperty("interval_ms").GetInt32());
        Assert.Equal(262_144, hello.GetProperty("max_frame_bytes").GetInt32());
        Assert.Equal(6000, hello.GetProperty("hold_ms").GetInt32());
        Assert.False(hello.GetProperty("resumed").GetBoolean());
        Assert.Equal((_clock.GetUtcNow() + TimeSpan.FromHours(6)).ToUnixTimeSeconds(), hello.GetProperty("resume_expires").GetInt64());
    }

    [Fact]
    public async Task Frame_Analysed_AnswersPictureThenVerdictWithItsNumber()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await client.SendAsync(ScriptedFrames.Phone);

        Assert.Equal(WebSocketMessageType.Binary, (await client.ReceiveAsync()).Type);
        var verdict = await client.HearAsync("verdict");
        Assert.Equal(1, verdict.GetProperty("frame").GetInt64());
        Assert.True(verdict.GetProperty("phone_visible").GetBoolean());
        Assert.Equal("cell phone detected!", verdict.GetProperty("message").GetString());
        Assert.Equal("[10,10,90,90]", verdict.GetProperty("detections")[0].GetProperty("box").GetRawText());
        Assert.Equal("Scripted", verdict.GetProperty("provider").GetString());
        Assert.Equal(2, (await client.ShowAsync(ScriptedFrames.Nothing)).GetProperty("frame").GetInt64());
    }

    [Fact]
    public async Task Pictures_None_SendsVerdictsAlone()
    {
        var (client, hello) = await _host.StartAsync("""{"type":"start","pictures":"none"}""");
        await using var _ = client;
        await client.SendAsync(ScriptedFrames.Phone);

        Assert.Equal("none", hello.GetProperty("pictures").GetString());
        Assert.Equal(WebSocketMessageType.Text, (await client.ReceiveAsync()).Type);
    }

    [Fact]
    public async Task Mark_AtSixSeconds_IsToldOnceWithItsTime()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        for (var ms = 0; ms < 6000; ms += 300)
        {
            var verdict = await client.ShowAsync(ScriptedFrames.Phone);
            Assert.Equal(ms, verdict.GetProperty("phone_ms").GetInt32());
            _clock.Advance(TimeSpan.FromMilliseconds(300));
        }
        Assert.True((await client.ShowAsync(ScriptedFrames.Phone)).GetProperty("cheating_detected").GetBoolean());

        var mark = await client.HearAsync("mark");
        Assert.Equal(1, mark.GetProperty("episode").GetInt32());
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeMilliseconds(), mark.GetProperty("at").GetInt64());
        Assert.Equal(6000, mark.GetProperty("phone_ms").GetInt32());
        await client.ShowAsync(ScriptedFrames.Phone);
        Assert.Equal(1, await _host.MetricAsync("proctoring_marks_total{exam=\"other\"}"));
    }

    [Fact]
    public async Task Practice_SixSeconds_MarksForTheCandidateAndForNobodyElse()
    {
        var (client, _) = await _host.StartAsync("""{"type":"start","room":"practice"}""");
        await using var __ = client;
        for (var i = 0; i < 20; i++)
        {
            await client.ShowAsync(ScriptedFrames.Phone);
            _clock.Advance(TimeSpan.FromMilliseconds(300));
        }
        await client.ShowAsync(ScriptedFrames.Phone);

        await client.HearAsync("mark");
        Assert.Equal(0, await _host.MetricAsync("proctoring_marks_total{exam=\"other\"}"));
        Assert.Empty(_host.Log.Of(1004));
    }

    public static TheoryData<byte[], string> BadFrames => new()
    {
        { [], "frame_empty" },
        { [1, 2, 3], "frame_not_jpeg" },
        { new byte[300_000], "frame_too_large" },
        { ScriptedFrames.Seeing("undecodable"), "frame_undecodable" },
        { ScriptedFrames.Seeing("throw"), "frame_failed" },
    };

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task Frame_NotTaken_IsToldWithCodeAndTheSessionGoesOn(byte[] frame, string code)
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await client.SendAsync(frame);

        Assert.Equal(code, (await client.HearAsync("error")).GetProperty("code").GetString());
        Assert.Equal(2, (await client.ShowAsync(ScriptedFrames.Nothing)).GetProperty("frame").GetInt64());
    }

    [Fact]
    public async Task Frames_TooFast_AreRefusedOnceSaidAndInTheEndClosed()
    {
        await using var host = await GatewayHost.StartAsync(_clock, ("Frames:MaxBurst", "3"), ("Frames:MaxTooFast", "5"));
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        for (var i = 0; i < 3; i++) await client.ShowAsync(ScriptedFrames.Nothing);
        for (var i = 0; i < 6; i++) await client.SendAsync(ScriptedFrames.Nothing);

        Assert.Equal("frame_too_fast", (await client.HearAsync("error")).GetProperty("code").GetString());
        Assert.Equal(4008, await client.CloseCodeAsync());
        Assert.Equal(6, await host.MetricAsync("proctoring_frames_rejected_total{reason=\"too_fast\"}"));
    }

    [Fact]
    public async Task Overload_FramesSuperseded_PacesTheClient()
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        for (var i = 0; i < 10; i++)
        {
            _host.Analyzer.Hold();
            await client.SendAsync(ScriptedFrames.Nothing);
            await Eventually.TrueAsync(() => _host.Analyzer.Taken == 2 * i + 1, "a frame is in work");
            for (var more = 0; more < 2; more++) await client.SendAsync(ScriptedFrames.Nothing);
            await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_frames_received_total") == 3 * (i + 1), "the others wait");
            _host.Analyzer.Release();
            await Eventually.TrueAsync(() => _host.Analyzer.Taken == 2 * (i + 1), "both are done");
            _clock.Advance(TimeSpan.FromMilliseconds(900));
        }

        JsonElement message;
        do message = await client.ReceiveJsonAsync();
        while (message.GetProperty("type").GetString() == "verdict");
        V1Schema.AssertFromServer(message.GetRawText());
        Assert.Equal("pace", message.GetProperty("type").GetString());
        Assert.Equal(450, message.GetProperty("interval_ms").GetInt32());
        Assert.Equal("load", message.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("""{"type":"from the future","x":1}""")]
    [InlineData("""{"type":"visibility","hidden":true,"why":"?"}""")]
    [InlineData("""{"type":"start"}""")]
    public async Task Words_UnknownOrHarmless_ChangeNothing(string word)
    {
        var (client, _) = await _host.StartAsync();
        await using var __ = client;
        await client.SayAsync(word);

        Assert.Equal(1, (await client.ShowAsync(ScriptedFrames.Nothing)).GetProperty("frame").GetInt64());
    }
}
