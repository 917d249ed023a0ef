using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OpenCvSharp;
using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Wire;

/// <summary>A candidate without a browser at the real server with the real model.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class WireTests(StandaloneServer server)
{
    private const string PhoneSeen = "cell phone detected!";
    private const string NothingSeen = "Nothing detected yet";

    [Fact]
    public async Task Readyz_Warm_NamesProviderAndModel()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(server.Address, "/readyz"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var detector = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("checks").GetProperty("detector");
        Assert.Equal(("CPU", "nanodet-g"), (detector.GetProperty("provider").GetString(), detector.GetProperty("model").GetString()));
    }

    [Fact]
    public async Task Config_Default_IsWhatCandidatesAreTold()
    {
        using var http = new HttpClient();

        var config = await http.GetStringAsync(new Uri(server.Address, "/config.json"));

        Assert.Equal(
            """{"socketPath":"/ws/proctoring/","intervalMs":300,"jpegQuality":0.5,"width":640,"height":480,"holdMs":6000,"reconnect":{"attempts":5,"maxDelayMs":5000},"kept":{"sessionHours":6,"pictureHours":0,"evidenceDays":0},"pictures":{"mode":"inline","host":null},"needsToken":false,"embeddedBy":[]}""",
            config);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Frame_WithPhone_AnswersAnnotatedPictureThenVerdict(int components)
    {
        await using var candidate = await CandidateClient.ConnectAsync(server.Address);
        var frame = Scene.Jpeg(Scene.HeldUp, components: components);

        await candidate.SendAsync(frame);
        var picture = await candidate.ReceiveAsync();
        var verdict = await candidate.ReceiveAsync();

        Assert.Equal(WebSocketMessageType.Binary, picture.Type);
        AssertRedBox(picture.Bytes);
        Assert.Equal(WebSocketMessageType.Text, verdict.Type);
        Assert.Equal("""{"cheating_detected":false,"object_count":{},"message":"cell phone detected!"}""", Encoding.UTF8.GetString(verdict.Bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Frame_WithoutPhone_AnswersNothingDetected(int components)
    {
        await using var candidate = await CandidateClient.ConnectAsync(server.Address);

        var verdict = await candidate.AskAsync(Scene.Jpeg(components: components));

        Assert.Equal(NothingSeen, verdict.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Frames_OfTwoCandidatesAtOnce_AreNeverMixedUp()
    {
        await using var withPhone = await CandidateClient.ConnectAsync(server.Address);
        await using var without = await CandidateClient.ConnectAsync(server.Address);

        var messages = await Task.WhenAll(AskAsync(withPhone, Scene.HeldUp), AskAsync(without, null));

        Assert.All(messages[0], message => Assert.Equal(PhoneSeen, message));
        Assert.All(messages[1], message => Assert.Equal(NothingSeen, message));
    }

    [Fact]
    public async Task Frames_InABurst_AreSupersededAndCounted()
    {
        const int Burst = 25; // within what may come at once
        await using var candidate = await CandidateClient.ConnectAsync(server.Address);
        var before = await CountsAsync();
        var frame = Scene.Jpeg();

        for (var i = 0; i < Burst; i++) await candidate.SendAsync(frame);
        await candidate.SendAsync(ReadOnlyMemory<byte>.Empty);
        var verdicts = 0;
        while ((await candidate.ReceiveJsonAsync()).TryGetProperty("cheating_detected", out _)) verdicts++;
        await candidate.CloseAsync();

        var after = await CountsAsync();
        Assert.Equal(Burst, after.Superseded - before.Superseded + after.Analysed - before.Analysed);
        Assert.True(after.Superseded - before.Superseded > Burst / 2, $"{after.Superseded - before.Superseded} superseded");
        Assert.InRange(verdicts, 0, after.Analysed - before.Analysed);
    }

    [Fact]
    public async Task Frame_Empty_AnswersNoFrameReceived() => await AssertRefusedAsync([], "No frame received");

    [Fact]
    public async Task Frame_Garbage_AnswersConversionFailed() => await AssertRefusedAsync(Encoding.ASCII.GetBytes("not a picture at all"), "Frame conversion failed");

    [Fact]
    public async Task Frame_CutShort_AnswersConversionFailed() => await AssertRefusedAsync(Scene.Jpeg()[..4000], "Frame conversion failed");

    private async Task AssertRefusedAsync(byte[] frame, string message)
    {
        await using var candidate = await CandidateClient.ConnectAsync(server.Address);

        await candidate.SendAsync(frame);
        var answer = await candidate.ReceiveAsync();

        Assert.Equal($$"""{"status":"error","message":"{{message}}"}""", Encoding.UTF8.GetString(answer.Bytes));
        Assert.Equal(NothingSeen, (await candidate.AskAsync(Scene.Jpeg())).GetProperty("message").GetString());
    }

    private static async Task<List<string>> AskAsync(CandidateClient candidate, Phone? phone)
    {
        var messages = new List<string>();
        for (var seed = 1; seed <= 24; seed++)
            messages.Add((await candidate.AskAsync(Scene.Jpeg(phone, seed))).GetProperty("message").GetString()!);
        return messages;
    }

    private static void AssertRedBox(byte[] jpeg)
    {
        using var picture = Cv2.ImDecode(jpeg, ImreadModes.Color);
        Assert.Equal((Scene.Width, Scene.Height), (picture.Width, picture.Height));
        using var red = new Mat();
        Cv2.InRange(picture, new Scalar(0, 0, 180), new Scalar(110, 110, 255), red);
        Assert.InRange(Cv2.CountNonZero(red), 500, 6000);
    }

    private async Task<(int Superseded, int Analysed)> CountsAsync() =>
        ((int)await server.Process.MetricAsync("proctoring_frames_superseded_total"),
        (int)await server.Process.MetricAsync("proctoring_frames_analysed_total{provider=\"CPU\"}"));
}
