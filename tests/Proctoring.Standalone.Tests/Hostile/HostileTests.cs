using System.Net.WebSockets;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Hostile;

/// <summary>What an attacker sends, against the real process, while an honest candidate is being watched.</summary>
public sealed class HostileTests : IAsyncLifetime
{
    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync("Proctoring.Standalone", "--Transport:ReceiveTimeout=00:00:02", "--Transport:SendTimeout=00:00:02", "--Frames:MaxRate=100", "--Access:SocketBurst=2000");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Abuse_OfEveryKind_IsAnsweredOrClosedAndTheHonestAreUndisturbed()
    {
        await HonestAsync(3);
        var before = await ResidentAsync();

        await MutatedFramesAsync(500);
        await TextFramesAsync(100);
        await HugeMessagesAsync(10);
        await HalfMessagesAsync(20);
        await InstantDisconnectsAsync(1000);
        await SlowReadersAsync(3);
        await HonestAsync(10);

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await _server.MetricAsync("proctoring_sessions") > 0) await Task.Delay(100, deadline.Token);
        Assert.InRange(await ResidentAsync() - before, double.MinValue, 120e6); // native arenas and pools keep some; a leak would be ten times this
        Assert.Equal(0, await _server.MetricAsync("proctoring_frames_failed_total"));
    }

    private async Task HonestAsync(int frames)
    {
        await using var honest = await CandidateClient.ConnectAsync(_server.BaseAddress);
        for (var i = 0; i < frames; i++)
        {
            var verdict = await honest.AskAsync(Scene.Jpeg(i % 2 == 0 ? Scene.HeldUp : null, i + 1));
            Assert.Equal(i % 2 == 0 ? "cell phone detected!" : "Nothing detected yet", verdict.GetProperty("message").GetString());
        }
    }

    private async Task MutatedFramesAsync(int count)
    {
        var mutator = new Mutator(3);
        var seed = Scene.Jpeg(Scene.HeldUp);
        await using var attacker = await CandidateClient.ConnectAsync(_server.BaseAddress);
        for (var i = 0; i < count; i++)
        {
            var answer = await attacker.AskAsync(mutator.Mutate(seed));
            Assert.True(answer.TryGetProperty("message", out _), answer.ToString());
            if (i % 100 == 0) await HonestAsync(1);
        }
    }

    private async Task TextFramesAsync(int count)
    {
        await using var attacker = await CandidateClient.ConnectAsync(_server.BaseAddress);
        for (var i = 0; i < count; i++)
        {
            await attacker.SendAsync("{\"not\":\"a frame\"}"u8.ToArray(), WebSocketMessageType.Text);
            Assert.Equal("No frame received", (await attacker.ReceiveJsonAsync()).GetProperty("message").GetString());
        }
    }

    private async Task HugeMessagesAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var attacker = await CandidateClient.ConnectAsync(_server.BaseAddress);
            var closing = ReadToCloseAsync(attacker);
            try
            {
                await attacker.SendAsync(new byte[10_000_000]);
            }
            catch (WebSocketException)
            {
                // The server hung up before the last byte: that is what it is there for.
            }
            Assert.Equal(WebSocketCloseStatus.MessageTooBig, await closing);
        }
    }

    private async Task HalfMessagesAsync(int count)
    {
        var attackers = new List<CandidateClient>();
        for (var i = 0; i < count; i++)
        {
            var attacker = await CandidateClient.ConnectAsync(_server.BaseAddress);
            await attacker.Socket.SendAsync(new byte[1000], WebSocketMessageType.Binary, endOfMessage: false, CancellationToken.None);
            attackers.Add(attacker);
        }
        await HonestAsync(2);
        foreach (var attacker in attackers)
        {
            Assert.Equal(WebSocketCloseStatus.PolicyViolation, await ReadToCloseAsync(attacker));
            await attacker.DisposeAsync();
        }
    }

    private async Task InstantDisconnectsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var attacker = await CandidateClient.ConnectAsync(_server.BaseAddress);
            attacker.Socket.Abort();
        }
    }

    // They send frames and never read: verdicts and pictures fill the line until the server gives them up.
    private async Task SlowReadersAsync(int count)
    {
        var before = await _server.MetricAsync("proctoring_sends_failed_total");
        var frame = Scene.Jpeg();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            await using var reader = await CandidateClient.ConnectAsync(_server.BaseAddress, receiveBuffer: 4096);
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            try
            {
                while (await pace.WaitForNextTickAsync(deadline.Token)) await reader.SendAsync(frame);
            }
            catch (WebSocketException)
            {
                // given up
            }
        }));
        Assert.Equal(before + count, await _server.MetricAsync("proctoring_sends_failed_total"));
    }

    private static async Task<WebSocketCloseStatus?> ReadToCloseAsync(CandidateClient client)
    {
        while ((await client.ReceiveAsync()).Type != WebSocketMessageType.Close)
        {
        }
        return client.Socket.CloseStatus;
    }

    private Task<double> ResidentAsync() => _server.MetricAsync("process_working_set_bytes");
}
