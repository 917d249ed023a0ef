using System.Net.WebSockets;
using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Wire;

public sealed class StartAndStopTests
{
    [Fact]
    public async Task Start_NoManifestThere_NamesTheSetting() =>
        await AssertRefusesAsync("Set Detector:Model", $"--Detector:Model={Path.Combine(Path.GetTempPath(), "no-such-model")}");

    [Fact]
    public async Task Start_ModelNotFetched_NamesTheCommandThatFetchesIt()
    {
        using var model = new ModelCopy();
        File.Delete(model.OnnxFile);

        await AssertRefusesAsync("make models", $"--Detector:Model={model.Folder}");
    }

    [Fact]
    public async Task Start_ModelTamperedWith_NamesTheCommandThatMendsIt()
    {
        using var model = new ModelCopy();
        var bytes = await File.ReadAllBytesAsync(model.OnnxFile);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(model.OnnxFile, bytes);

        await AssertRefusesAsync("make models", $"--Detector:Model={model.Folder}");
    }

    [Theory]
    [InlineData("--Page:Interval=00:01:00", "Interval")]
    [InlineData("--Page:Width=wide", "Page:Width")]
    [InlineData("--Detector:Cores=many", "Detector:Cores")]
    [InlineData("--Server:Address=192.0.2.1 --Access:AllowAnonymous=true", "section Server")] // for documentation only, so no machine has it: RFC 5737
    public async Task Start_BadSetting_NamesIt(string settings, string named) => await AssertRefusesAsync(named, settings.Split(' '));

    [Fact]
    public async Task Start_PortTaken_NamesTheAddress()
    {
        await using var first = await ServerProcess.StartAsync(StandaloneServer.Project);

        await AssertRefusesAsync(first.BaseAddress.Authority, $"--Server:Port={first.BaseAddress.Port}");
    }

    [Fact]
    public async Task Stop_WhileWatching_SaysGoodbyeAndEndsWell()
    {
        await using var server = await ServerProcess.StartAsync(StandaloneServer.Project);
        await using var candidate = await CandidateClient.ConnectAsync(server.BaseAddress);
        await candidate.AskAsync(Scene.Jpeg());

        var stopped = server.StopAsync();
        var goodbye = await candidate.ReceiveAsync();
        await candidate.CloseAsync();

        Assert.Equal(WebSocketMessageType.Close, goodbye.Type);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, candidate.Socket.CloseStatus); // 1001: reconnect
        Assert.Equal(0, await stopped);
    }

    private static async Task AssertRefusesAsync(string named, params string[] settings)
    {
        await using var server = ServerProcess.Launch(StandaloneServer.Project, settings);

        Assert.Equal(1, await server.WaitForExitAsync());
        Assert.Contains("Proctoring cannot start.", server.Output);
        Assert.Contains(named, server.Output);
        Assert.DoesNotContain("   at ", server.Output);
    }
}
