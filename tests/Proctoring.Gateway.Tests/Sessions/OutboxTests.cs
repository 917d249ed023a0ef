using System.Text;
using Proctoring.Contracts;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Transport;
using Proctoring.Hosting.Telemetry;
using Prometheus;

namespace Proctoring.Gateway.Tests.Sessions;

public sealed class OutboxTests
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly GatewayMetrics _metrics;
    private readonly Outbox _outbox;

    public OutboxTests()
    {
        _metrics = new GatewayMetrics(new MetricBook(_registry));
        _outbox = new Outbox(_metrics);
    }

    [Fact]
    public async Task Send_PictureAndText_PictureComesFirst()
    {
        Post("verdict 1", picture: "picture 1");

        Assert.Equal(["picture 1", "verdict 1"], await SendAllAsync());
    }

    [Fact]
    public async Task Post_WhileOthersWait_KeepsOnlyTheNewestPicture()
    {
        for (var i = 1; i <= 3; i++) Post($"verdict {i}", picture: $"picture {i}");

        Assert.Equal(["verdict 1", "verdict 2", "picture 3", "verdict 3"], await SendAllAsync());
        Assert.Equal(2, _metrics.PicturesDropped.Value);
    }

    [Fact]
    public async Task Post_ErrorAfterAVerdict_LeavesItsPicture()
    {
        Post("verdict", picture: "picture");
        Post("error", picture: null);

        Assert.Equal(["picture", "verdict", "error"], await SendAllAsync());
    }

    [Fact]
    public async Task Post_MoreThanFit_DropsTheOldestTexts()
    {
        for (var i = 1; i <= 40; i++) Post($"{i}", picture: null);

        Assert.Equal(Enumerable.Range(9, 32).Select(i => $"{i}"), await SendAllAsync());
        Assert.Equal(8, _metrics.VerdictsDropped.Value);
    }

    [Fact]
    public async Task Send_ConnectionGone_StopsAndCounts()
    {
        Post("verdict", picture: null);
        _outbox.Complete();

        Assert.False(await _outbox.SendAsync(new Recorder(works: false)));
        Assert.Equal(1, _metrics.SendsFailed.Value);
    }

    private void Post(string text, string? picture) => _outbox.Post(Bytes(text), picture is null ? null : Bytes(picture));

    private async Task<List<string>> SendAllAsync()
    {
        _outbox.Complete();
        var recorder = new Recorder(works: true);
        Assert.True(await _outbox.SendAsync(recorder));
        return recorder.Sent;
    }

    private static PooledBytes Bytes(string text) => PooledBytes.Copy(Encoding.UTF8.GetBytes(text));

    private sealed class Recorder(bool works) : ICandidateTransport
    {
        public List<string> Sent { get; } = [];

        public ValueTask<bool> SendAsync(OutboundKind kind, ReadOnlyMemory<byte> message)
        {
            Sent.Add(Encoding.UTF8.GetString(message.Span));
            return ValueTask.FromResult(works);
        }

        public ValueTask<Inbound> ReceiveAsync() => throw new InvalidOperationException("An outbox never receives.");

        public ValueTask CloseAsync(CloseReason reason) => throw new InvalidOperationException("An outbox never closes.");

        public void Abort() => throw new InvalidOperationException("An outbox never aborts.");
    }
}
