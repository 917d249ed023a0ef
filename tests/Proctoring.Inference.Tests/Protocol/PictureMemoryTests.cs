using Grpc.Core;
using Proctoring.Contracts;
using Proctoring.Inference.Batching;
using Proctoring.Inference.Tests.Hosting;
using Proctoring.Testing;
using Stock;

namespace Proctoring.Inference.Tests.Protocol;

/// <summary>Pictures of responses lie in borrowed memory: it must last until they are written, and no longer.</summary>
[Collection(Alone)]
public sealed class PictureMemoryTests : IAsyncLifetime
{
    private const string Alone = "counts the process's buffers";
    private const int Callers = 8;
    private const int Frames = 40;

    private QueueHost _host = null!;
    private long _before;

    public async Task InitializeAsync()
    {
        _before = PooledBytes.Outstanding;
        _host = await QueueHost.StartAsync("--Batching:MaxWaiting=100");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Infer_ManyAtOnce_EachGetsItsOwnPictureAndNoBufferIsKept()
    {
        using var ending = new CancellationTokenSource();
        var answering = AnswerAllAsync(ending.Token);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => caller % 2 == 0 ? AskOneByOneAsync(caller) : AskInAStreamAsync(caller)));

        await AllBuffersAreBackAsync();
        await ending.CancelAsync();
        await answering;
    }

    [Fact]
    public async Task Infer_CallerGoneBeforeTheAnswer_KeepsNoBuffer()
    {
        using var leaving = new CancellationTokenSource();
        using var call = _host.Client.ModelInferAsync(Request(1, 1), cancellationToken: leaving.Token);
        using var stream = _host.Client.ModelStreamInfer(cancellationToken: leaving.Token);
        await stream.RequestStream.WriteAsync(Request(2, 1));
        await _host.WaitingAsync(2);
        PendingFrame[] taken = [.. await _host.TakeAsync(1), .. await _host.TakeAsync(1)];

        await leaving.CancelAsync();
        foreach (var frame in taken) QueueHost.Answer(frame);

        await Assert.ThrowsAsync<RpcException>(async () => await call);
        await AllBuffersAreBackAsync();
    }

    private Task AllBuffersAreBackAsync() => Eventually.TrueAsync(() => PooledBytes.Outstanding == _before, "every buffer is back");

    private async Task AnswerAllAsync(CancellationToken ending)
    {
        var batch = new PendingFrame[4];
        try
        {
            while (true)
            {
                var count = await _host.Queue.TakeAsync(batch, ending);
                for (var i = 0; i < count; i++) QueueHost.Answer(batch[i]);
            }
        }
        catch (OperationCanceledException)
        {
            // Everything is asked.
        }
    }

    private async Task AskOneByOneAsync(int caller)
    {
        for (var frame = 0; frame < Frames; frame++) AssertShows(caller, frame, await _host.Client.ModelInferAsync(Request(caller, frame)));
    }

    private async Task AskInAStreamAsync(int caller)
    {
        using var stream = _host.Client.ModelStreamInfer();
        for (var frame = 0; frame < Frames; frame++)
        {
            await stream.RequestStream.WriteAsync(Request(caller, frame));
            Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
            AssertShows(caller, frame, stream.ResponseStream.Current.InferResponse);
        }
        await stream.RequestStream.CompleteAsync();
    }

    private static InferRequest Request(int caller, int frame)
    {
        var request = Stock.Frames.Request(Picture(caller, frame));
        request.Outputs.Clear();
        return request;
    }

    private static void AssertShows(int caller, int frame, InferResponse response) =>
        Assert.Equal(Stock.Frames.Raw(Picture(caller, frame)), response.RawOutputs[1].ToByteArray());

    // Of one size, so that a buffer which is given back too early is the next one's.
    private static byte[] Picture(int caller, int frame)
    {
        var bytes = new byte[9_000];
        Array.Fill(bytes, (byte)(caller * Frames + frame));
        return bytes;
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class Collection;
}
