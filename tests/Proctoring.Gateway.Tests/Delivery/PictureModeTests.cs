using System.Net.WebSockets;
using System.Text.Json;
using Proctoring.Contracts.OpenInference;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>Who gets which pictures, and that no other picture is drawn or crosses the hop.</summary>
public sealed class PictureModeTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pictures-");
    private ScriptedPod _pod = null!;

    public async Task InitializeAsync() => _pod = await ScriptedPod.StartAsync();

    public async Task DisposeAsync()
    {
        await _pod.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Inline", null, "inline")]
    [InlineData("Inline", "inline", "inline")]
    [InlineData("Inline", "changes", "changes")]
    [InlineData("Inline", "none", "none")]
    [InlineData("Inline", "url", "inline")]
    [InlineData("Url", null, "url")]
    [InlineData("Url", "inline", "url")]
    [InlineData("Url", "changes", "url")]
    [InlineData("Url", "none", "none")]
    [InlineData("Changes", "inline", "changes")]
    [InlineData("Changes", "none", "none")]
    [InlineData("None", "inline", "none")]
    public void Grant_OfferedAndAsked_IsAtMostWhatIsOffered(string offered, string? asked, string granted)
    {
        var mode = PictureModes.Grant(Enum.Parse<PictureMode>(offered), PictureModes.Read(asked));

        Assert.Equal(PictureModes.Read(granted), mode);
    }

    [Theory]
    [InlineData("Inline", 3)]
    [InlineData("Url", 0)]
    [InlineData("Changes", 2)]
    [InlineData("None", 0)]
    public async Task Frames_OfTwoScenes_BringThePicturesOfTheMode(string mode, int pictures)
    {
        await using var host = await HostAsync(("Delivery:Pictures", mode));
        var (client, hello) = await host.StartAsync();
        await using var _ = client;

        Assert.Equal(mode.ToLowerInvariant(), hello.GetProperty("pictures").GetString());
        byte[][] frames = [ScriptedFrames.Seeing("book=0.5"), ScriptedFrames.Seeing("book=0.6"), ScriptedFrames.Seeing("book=0.5;laptop=0.5")];
        Assert.Equal(pictures, await PicturesAsync(client, frames));
        Assert.All(_pod.Requests, request => Assert.Equal(mode == "None" ? 1 : 2, request.Outputs.Count));
        Assert.Equal(mode == "Changes" ? 2 : 0, _pod.Requests.Count(request => request.Parameters.ContainsKey(DetectorContract.Asks.Drawn)));
    }

    [Fact]
    public async Task Changes_PhoneInView_BringsEachPicture()
    {
        await using var host = await HostAsync(("Delivery:Pictures", "Changes"));
        var (client, _) = await host.StartAsync();
        await using var __ = client;

        Assert.Equal(3, await PicturesAsync(client, ScriptedFrames.Phone, ScriptedFrames.Phone, ScriptedFrames.Phone));
        Assert.Equal(1, await PicturesAsync(client, ScriptedFrames.Nothing, ScriptedFrames.Nothing));
    }

    [Fact]
    public async Task Changes_ServerThatDoesNotSayWhatItDraws_BringsEachPicture()
    {
        _pod.Behaviour.IsForeign = true;
        await using var host = await HostAsync([("Delivery:Pictures", "Changes"), .. ScriptedAnswer.Classes.Select((name, i) => ($"Inference:Labels:{i}", name))]);
        var (client, _) = await host.StartAsync();
        await using var __ = client;

        Assert.Equal(2, await PicturesAsync(client, ScriptedFrames.Seeing("book=0.5"), ScriptedFrames.Seeing("book=0.5")));
    }

    [Fact]
    public async Task Rooms_NamedInTheSettings_HaveTheirOwn()
    {
        await using var host = await HostAsync(("Delivery:Pictures", "None"), ("Delivery:Rooms:math-1", "Changes"));

        Assert.Equal("changes", await GrantedAsync(host, """{"type":"start","room":"math-1"}"""));
        Assert.Equal("none", await GrantedAsync(host, """{"type":"start","room":"MATH-1"}"""));
        Assert.Equal("none", await GrantedAsync(host, """{"type":"start"}"""));
        using var http = new HttpClient();
        var config = JsonDocument.Parse(await http.GetStringAsync(new Uri(host.Main, "/config.json?room=math-1"))).RootElement;
        Assert.Equal("changes", config.GetProperty("pictures").GetProperty("mode").GetString());
    }

    [Theory]
    [InlineData("Inline")]
    [InlineData("Url")]
    [InlineData("Changes")]
    [InlineData("None")]
    public async Task FirstDialect_AnyMode_HasItsPictureBeforeEachVerdict(string mode)
    {
        await using var host = await HostAsync(("Delivery:Pictures", mode));
        await using var client = await host.ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync(ScriptedFrames.Nothing);

            Assert.Equal(ScriptedFrames.Nothing, (await client.ReceiveAsync()).Bytes);
            Assert.Equal("""{"cheating_detected":false,"object_count":{},"message":"Nothing detected yet"}""", System.Text.Encoding.UTF8.GetString((await client.ReceiveAsync()).Bytes));
        }
    }

    [Fact]
    public async Task Url_WithinTheInterval_DrawsOneFrame()
    {
        await using var host = await HostAsync(("Delivery:Pictures", "Url"), ("Delivery:Interval", "00:01:00"));
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        for (var i = 0; i < 3; i++) await client.ShowAsync(ScriptedFrames.Nothing);

        Assert.Equal([2, 1, 1], _pod.Requests.Select(request => request.Outputs.Count));
    }

    private async Task<GatewayHost> HostAsync(params (string, string)[] settings) =>
        await GatewayHost.StartAsync([_pod], null, [("Delivery:Store", "Folder"), ("Delivery:Folder", _folder.FullName), ("Delivery:Interval", "0"), .. settings]);

    private static async Task<string?> GrantedAsync(GatewayHost host, string start)
    {
        var (client, hello) = await host.StartAsync(start);
        await using var _ = client;
        return hello.GetProperty("pictures").GetString();
    }

    // Shows one frame after the other, and counts what comes before their verdicts.
    private static async Task<int> PicturesAsync(CandidateClient client, params byte[][] frames)
    {
        var pictures = 0;
        foreach (var frame in frames)
        {
            await client.SendAsync(frame);
            while ((await client.ReceiveAsync()).Type == WebSocketMessageType.Binary) pictures++;
        }
        return pictures;
    }
}
