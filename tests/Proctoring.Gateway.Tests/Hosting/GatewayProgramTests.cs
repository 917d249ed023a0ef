using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Hosting;

/// <summary>The gateway's own program, in a process of its own.</summary>
public sealed class GatewayProgramTests
{
    [Fact]
    public async Task Start_WithAPod_ServesCandidatesAndStopsInOrder()
    {
        await using var pod = await ScriptedPod.StartAsync();
        await using var server = await ServerProcess.StartAsync("Proctoring.Gateway", $"--Inference:Address=http://127.0.0.1:{pod.Port}");
        await using (var client = await CandidateClient.ConnectAsync(server.BaseAddress))
        {
            Assert.Equal("cell phone detected!", (await client.AskAsync(ScriptedFrames.Phone)).GetProperty("message").GetString());
            await client.CloseAsync();
        }

        Assert.Equal(0, await server.StopAsync());
        Assert.Contains("An inference pod is ready.", server.Output);
    }

    [Theory]
    [InlineData("--Inference:Address=", "The Address of the inference pods is missing")]
    [InlineData("--Inference:Address=10.0.0.1", "'10.0.0.1' is no pod such as http://10.0.0.1:8001.")]
    public async Task Start_BadSetting_SaysOneSentenceAndFails(string setting, string sentence)
    {
        await using var server = ServerProcess.Launch("Proctoring.Gateway", setting);

        Assert.Equal(1, await server.WaitForExitAsync());
        Assert.Contains(sentence, Assert.Single(server.Output.Split('\n'), line => line.Length > 0));
    }
}
