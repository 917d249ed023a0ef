using System.Diagnostics;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting.Telemetry.Tracing;

namespace Proctoring.Ops.Tests.Telemetry;

public sealed class FrameSamplerTests : IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == Spans.SourceName,
        Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public FrameSamplerTests() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData(1, 1000, 1000)]
    [InlineData(0.5, 400, 600)]
    [InlineData(0.01, 0, 50)]
    [InlineData(0, 0, 0)]
    public void Next_OfThousandFrames_TracesTheShare(double share, int least, int most) => Assert.InRange(Count(share, "http://collector:4317"), least, most);

    [Fact]
    public void Next_WithoutEndpoint_TracesNothing() => Assert.Equal(0, Count(1, ""));

    [Fact]
    public void Next_OfAFrameThatIsNotDrawn_AllocatesNothing()
    {
        var sampler = Sampler(double.Epsilon, "http://collector:4317");
        sampler.Next(1, default);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++) sampler.Next(1, default);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Next_UnderAnAmbientActivity_IsARootAndLeavesIt()
    {
        using var socket = new Activity("handshake").Start();

        var trace = Sampler(1, "http://collector:4317").Next(1, default)!;

        Assert.NotEqual(socket.TraceId.ToHexString(), trace.TraceId);
        Assert.Same(socket, Activity.Current);
        trace.End(FrameEnd.Abandoned);
        Assert.Same(socket, Activity.Current);
    }

    private static int Count(double share, string endpoint)
    {
        var sampler = Sampler(share, endpoint);
        return Enumerable.Range(0, 1000).Count(_ => sampler.Next(1, default) is not null);
    }

    private static FrameSampler Sampler(double share, string endpoint) => new(TimeProvider.System, Options.Create(new TracingOptions { SampleShare = share, Endpoint = endpoint }));
}
