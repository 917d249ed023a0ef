using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Proctoring.Cluster.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;
using Xunit.Abstractions;

namespace Proctoring.Cluster.Tests.Faults;

/// <summary>Everybody comes back in the same moment.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Candidates = 1000;
    private static readonly TimeSpan Served = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] Frame = Comment.Add(Scene.Jpeg(), "");

    [Fact]
    public async Task Reconnect_AThousandAtOnce_AllAreServedWithinTenSecondsOfBeingAdmitted()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = await ExamCluster.StartAsync([$"--Redis:Endpoints={redis.Endpoint}", "--Access:MaxSocketsPerAddress=2000", "--Access:SocketsPerSecond=100", "--Access:SocketBurst=100"]);
        var before = await Task.WhenAll(Enumerable.Range(0, Candidates).Select(_ => ComeAsync(cluster.Address, null)));
        foreach (var (socket, _, _, _) in before) socket.Abort();

        var clock = Stopwatch.StartNew();
        var after = await Task.WhenAll(before.Select(one => ComeAsync(cluster.Address, one.Resume)));
        output.WriteLine($"All are back after {clock.Elapsed.TotalSeconds:F1} s; refused {after.Sum(one => one.Refusals)} times; served at most {after.Max(one => one.Waited).TotalSeconds:F1} s after being admitted.");
        foreach (var (socket, _, _, _) in after) socket.Abort();

        Assert.All(after, one => Assert.InRange(one.Waited, TimeSpan.Zero, Served));
        Assert.True(after.Sum(one => one.Refusals) > 0, "Nobody was refused: admission was not tried.");
    }

    /// <summary>Connects, coming again when refused as soon as it was told to, and waits for the first verdict.</summary>
    private static async Task<(ClientWebSocket Socket, string Resume, TimeSpan Waited, int Refusals)> ComeAsync(Uri address, string? resume)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var refusals = 0; ; refusals++)
        {
            var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("proctoring.v1");
            socket.Options.CollectHttpResponseDetails = true;
            try
            {
                await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/ws/proctoring/" }.Uri, patience.Token);
            }
            catch (WebSocketException) when (socket.HttpStatusCode == HttpStatusCode.ServiceUnavailable)
            {
                await Task.Delay(TimeSpan.FromSeconds(int.Parse(socket.HttpResponseHeaders!["Retry-After"].Single())), patience.Token);
                socket.Dispose();
                continue;
            }
            var admitted = Stopwatch.GetTimestamp();
            var start = resume is null ? """{"type":"start","pictures":"none"}""" : $$"""{"type":"start","pictures":"none","resume":"{{resume}}"}""";
            await socket.SendAsync(Encoding.UTF8.GetBytes(start), WebSocketMessageType.Text, true, patience.Token);
            await socket.SendAsync(Frame, WebSocketMessageType.Binary, true, patience.Token);
            var hello = await ReceiveAsync(socket, "hello", patience.Token);
            Assert.Equal(resume is not null, hello.GetProperty("resumed").GetBoolean());
            await ReceiveAsync(socket, "verdict", patience.Token);
            return (socket, hello.GetProperty("resume").GetString()!, Stopwatch.GetElapsedTime(admitted), refusals);
        }
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket, string type, CancellationToken patience)
    {
        var buffer = new byte[8192];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, patience);
            Assert.True(received.MessageType == WebSocketMessageType.Text, $"closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
            var message = JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, received.Count));
            if (message.GetProperty("type").GetString() == type) return message;
        }
    }
}
