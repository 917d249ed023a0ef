using Grpc.Core;
using Proctoring.Inference.Batching;
using Proctoring.Inference.Tests.Hosting;
using Proctoring.Testing;
using Stock;

namespace Proctoring.Inference.Tests.Protocol;

/// <summary>What a client sees of frames that wait: over gRPC, from a queue that the tests empty by hand.</summary>
public sealed class WaitingTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = Scene.Jpeg();

    private QueueHost _host = null!;

    public async Task InitializeAsync() => _host = await QueueHost.StartAsync("--Batching:MaxWaiting=3");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Infer_NewerOfItsSequence_EndsTheOlderAborted()
    {
        using var older = _host.Client.ModelInferAsync(Frames.Request(Jpeg).Of("ann"));
        await _host.WaitingAsync(1);
        using var newer = _host.Client.ModelInferAsync(Frames.Request(Jpeg).Of("ann"));

        var ended = await Assert.ThrowsAsync<RpcException>(async () => await older);
        Assert.Equal(StatusCode.Aborted, ended.StatusCode);
        QueueHost.Answer((await _host.TakeAsync()).Single());
        Assert.Equal([[1f, 2, 3, 4, 0.75f, 1]], (await newer).Rows());
    }

    [Fact]
    public async Task Infer_QueueFull_IsRefusedAtOnceWithAHint()
    {
        var waiting = Enumerable.Range(0, 3).Select(_ => _host.Client.ModelInferAsync(Frames.Request(Jpeg))).ToArray();
        await _host.WaitingAsync(3);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.ModelInferAsync(Frames.Request(Jpeg)));

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains("3 frames", refused.Status.Detail);
        Assert.InRange(int.Parse(refused.Trailers.GetValue("grpc-retry-pushback-ms")!), 50, 5000);
        foreach (var call in waiting) call.Dispose();
    }

    [Fact]
    public async Task Infer_SeveralPicturesThatDoNotAllFit_TakeNoRoom()
    {
        using var one = _host.Client.ModelInferAsync(Frames.Request(Jpeg));
        await _host.WaitingAsync(1);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.ModelInferAsync(Frames.Request(Jpeg, Jpeg, Jpeg)));

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        await _host.WaitingAsync(1);
    }

    [Fact]
    public async Task Infer_CallerGone_IsTakenOutOfTheQueue()
    {
        var call = _host.Client.ModelInferAsync(Frames.Request(Jpeg));
        await _host.WaitingAsync(1);

        call.Dispose();

        await _host.WaitingAsync(0);
    }

    [Fact]
    public async Task Infer_DeadlineOfTheCall_IsTakenOutOfTheQueue()
    {
        var late = await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.ModelInferAsync(Frames.Request(Jpeg), deadline: DateTime.UtcNow.AddSeconds(0.3)));

        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        await _host.WaitingAsync(0);
    }

    [Fact]
    public async Task Infer_TimeoutParameterPassed_IsNotRun()
    {
        using var call = _host.Client.ModelInferAsync(Frames.Request(Jpeg).With("timeout", new Parameter { Whole = 200_000 }));
        await _host.WaitingAsync(1);
        _host.Clock.Advance(TimeSpan.FromMilliseconds(201));
        using var next = _host.Client.ModelInferAsync(Frames.Request(Jpeg));
        await _host.WaitingAsync(2);

        var taken = await _host.TakeAsync();

        Assert.Single(taken);
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        QueueHost.Answer(taken[0]);
        await next;
    }

    [Fact]
    public async Task Infer_Priority_DecidesWhoIsTakenFirst()
    {
        using var usual = _host.Client.ModelInferAsync(Frames.Request(Jpeg).Of("usual"));
        await _host.WaitingAsync(1);
        using var first = _host.Client.ModelInferAsync(Frames.Request(Jpeg).Of("first").With("priority", new Parameter { Natural = 1 }));
        await _host.WaitingAsync(2);

        Assert.Equal(["first", "usual"], (await _host.TakeAsync()).Select(frame => frame.Sequence));
    }

    [Fact]
    public async Task Infer_DetectorFails_IsInternal()
    {
        using var call = _host.Client.ModelInferAsync(Frames.Request(Jpeg));
        (await _host.TakeAsync())[0].TryEnd(new FrameOutcome(OutcomeKind.Failed));

        Assert.Equal(StatusCode.Internal, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Fact]
    public async Task Infer_NotReady_IsUnavailableAndSaysWhy()
    {
        _host.Service.End("draining");

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.ModelInferAsync(Frames.Request(Jpeg)));

        Assert.Equal((StatusCode.Unavailable, "Not ready: draining."), (refused.StatusCode, refused.Status.Detail));
        Assert.False((await _host.Client.ServerReadyAsync(new ServerReadyRequest())).Ready);
        Assert.False((await _host.Client.ModelReadyAsync(new ModelReadyRequest { Name = "detector" })).Ready);
        Assert.True((await _host.Client.ServerLiveAsync(new ServerLiveRequest())).Live);
    }

    [Fact]
    public async Task Stream_Requests_AreAnsweredAsTheyAreDoneAndReplacedOnesInPlace()
    {
        using var stream = _host.Client.ModelStreamInfer();
        foreach (var (id, sequence) in ((string, string)[])[("1", "ann"), ("2", "bob"), ("3", "ann")])
        {
            var request = Frames.RawRequest(Jpeg).Of(sequence);
            request.Id = id;
            await stream.RequestStream.WriteAsync(request);
        }
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(("1", true), (stream.ResponseStream.Current.InferResponse.Id, stream.ResponseStream.Current.ErrorMessage.StartsWith("Aborted:", StringComparison.Ordinal)));

        var taken = await _host.TakeAsync();
        Assert.Equal(["ann", "bob"], taken.Select(frame => frame.Sequence));
        QueueHost.Answer(taken[1]);
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(("2", ""), (stream.ResponseStream.Current.InferResponse.Id, stream.ResponseStream.Current.ErrorMessage));
        QueueHost.Answer(taken[0]);
        await stream.RequestStream.CompleteAsync();
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("3", stream.ResponseStream.Current.InferResponse.Id);
        Assert.False(await stream.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task Stream_BadRequest_IsToldAndTheStreamGoesOn()
    {
        using var stream = _host.Client.ModelStreamInfer();
        await stream.RequestStream.WriteAsync(new InferRequest { ModelName = "ghost", Id = "bad" });
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("NotFound: There is no model 'ghost'; there is detector.", stream.ResponseStream.Current.ErrorMessage);

        await stream.RequestStream.WriteAsync(Frames.Request(Jpeg));
        QueueHost.Answer((await _host.TakeAsync())[0]);
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("", stream.ResponseStream.Current.ErrorMessage);
    }

    [Fact]
    public async Task Stream_CallerGone_EmptiesTheQueue()
    {
        var stream = _host.Client.ModelStreamInfer();
        await stream.RequestStream.WriteAsync(Frames.Request(Jpeg));
        await stream.RequestStream.WriteAsync(Frames.Request(Jpeg));
        await _host.WaitingAsync(2);

        stream.Dispose();

        await _host.WaitingAsync(0);
    }
}
