using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Transport;

/// <summary>The first client's wire, message by message, against the real endpoint.</summary>
public sealed class FirstDialectTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private GatewayHost _host = null!;
    private CandidateClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await GatewayHost.StartAsync(_clock);
        _client = await _host.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Frame_Analysed_AnswersPictureThenVerdict()
    {
        await _client.SendAsync(ScriptedFrames.Nothing);

        var picture = await _client.ReceiveAsync();
        var verdict = await _client.ReceiveAsync();

        Assert.Equal(WebSocketMessageType.Binary, picture.Type);
        Assert.Equal(ScriptedFrames.Nothing, picture.Bytes);
        Assert.Equal(WebSocketMessageType.Text, verdict.Type);
        Assert.Equal("""{"cheating_detected":false,"object_count":{},"message":"Nothing detected yet"}""", Encoding.UTF8.GetString(verdict.Bytes));
    }

    [Fact]
    public async Task Phone_SixSecondsInView_MarksAtSixSecondsAndStays()
    {
        for (var ms = 0; ms < 6000; ms += 300)
        {
            var early = await _client.AskAsync(ScriptedFrames.Phone);
            Assert.False(early.GetProperty("cheating_detected").GetBoolean(), $"marked at {ms} ms");
            Assert.Equal("cell phone detected!", early.GetProperty("message").GetString());
            _clock.Advance(TimeSpan.FromMilliseconds(300));
        }
        var marked = await _client.AskAsync(ScriptedFrames.Phone);
        Assert.True(marked.GetProperty("cheating_detected").GetBoolean());
        Assert.Equal(1, marked.GetProperty("object_count").GetProperty("cell phone").GetInt32());

        _clock.Advance(TimeSpan.FromSeconds(50));
        var later = await _client.AskAsync(ScriptedFrames.Nothing);
        Assert.True(later.GetProperty("cheating_detected").GetBoolean());
        Assert.Equal(1, await _host.MetricAsync("proctoring_marks_total{exam=\"other\"}"));
        Assert.Single(_host.Log.Of(1004));
    }

    [Fact]
    public async Task Frame_Empty_AnswersNoFrameReceived() => await AssertErrorAsync([], "No frame received");

    [Fact]
    public async Task Frame_NotAJpeg_AnswersConversionFailed() => await AssertErrorAsync([1, 2, 3, 4, 5], "Frame conversion failed");

    [Fact]
    public async Task Frame_DecoderRefuses_AnswersConversionFailed() =>
        await AssertErrorAsync(ScriptedFrames.Seeing("undecodable"), "Frame conversion failed");

    [Fact]
    public async Task Frame_TooManyBytes_NamesSizeAndLimit()
    {
        var frame = new byte[312_004];
        ScriptedFrames.Nothing.CopyTo(frame, 0);

        await AssertErrorAsync(frame, "The frame has 312,004 bytes; the limit is 262,144.");
    }

    [Fact]
    public async Task Frame_TooManyPixels_NamesSizeAndLimit()
    {
        using var large = new OpenCvSharp.Mat(1500, 2000, OpenCvSharp.MatType.CV_8UC1, OpenCvSharp.Scalar.Gray);

        await AssertErrorAsync(Scene.Encode(large, 20), "The frame has 2,000×1,500 pixels; the limit is 2,097,152 in all.");
    }

    [Fact]
    public async Task Text_WhereAFrameBelongs_AnswersNoFrameReceived()
    {
        await _client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text);

        Assert.Equal("No frame received", (await _client.ReceiveJsonAsync()).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Frame_AnalysisThrows_AnswersAnErrorAndTheSessionGoesOn()
    {
        var error = await _client.AskAsync(ScriptedFrames.Seeing("throw"));
        Assert.Equal("error", error.GetProperty("status").GetString());

        var verdict = await _client.AskAsync(ScriptedFrames.Nothing);
        Assert.False(verdict.GetProperty("cheating_detected").GetBoolean());
        Assert.Equal(1, await _host.MetricAsync("proctoring_frames_failed_total"));
    }

    [Fact]
    public async Task Message_FarOverTheLimit_ClosesWithMessageTooBig()
    {
        await _client.SendAsync(new byte[(4 * 262_144) + 1]);

        Assert.Equal(WebSocketMessageType.Close, (await _client.ReceiveAsync()).Type);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, _client.Socket.CloseStatus);
        Assert.Contains("1,048,576", _client.Socket.CloseStatusDescription);
    }

    [Fact]
    public async Task Frames_WhileOneIsInWork_NewestWinsAndTheOthersAreCounted()
    {
        _host.Analyzer.Hold();
        await _client.SendAsync(ScriptedFrames.Seeing("book=0.5"));
        await Eventually.TrueAsync(() => _host.Analyzer.Taken == 1, "the first frame is in work");
        foreach (var label in (string[])["laptop", "mouse", "keyboard", "backpack"]) await _client.SendAsync(ScriptedFrames.Seeing($"{label}=0.5"));
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_frames_received_total") == 5, "all frames arrived");
        _host.Analyzer.Release();

        Assert.Equal("book detected!", (await _client.ReceiveJsonAsync()).GetProperty("message").GetString());
        Assert.Equal("backpack detected!", (await _client.ReceiveJsonAsync()).GetProperty("message").GetString());
        Assert.Equal(3, await _host.MetricAsync("proctoring_frames_superseded_total"));
    }

    [Fact]
    public async Task Frame_SlowerThanHalfASecond_IsLoggedAsAWarning()
    {
        _host.Analyzer.Hold();
        await _client.SendAsync(ScriptedFrames.Nothing);
        await Eventually.TrueAsync(() => _host.Analyzer.Taken == 1, "the frame is in work");
        _clock.Advance(TimeSpan.FromMilliseconds(501));
        _host.Analyzer.Release();
        await _client.ReceiveJsonAsync();

        await Eventually.TrueAsync(() => _host.Log.Of(1003).Any(), "the slow frame is logged");
        Assert.Contains("501 ms", Assert.Single(_host.Log.Of(1003)));
        Assert.Equal(1, await _host.MetricAsync("proctoring_frames_slow_total"));
    }

    private async Task AssertErrorAsync(byte[] frame, string message)
    {
        var error = await _client.AskAsync(frame);

        Assert.Equal("error", error.GetProperty("status").GetString());
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("Nothing detected yet", (await _client.AskAsync(ScriptedFrames.Nothing)).GetProperty("message").GetString());
    }
}
