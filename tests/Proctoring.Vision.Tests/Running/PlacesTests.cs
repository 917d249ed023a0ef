using Proctoring.Testing;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Running;

public sealed class PlacesTests : IDisposable
{
    private readonly Detector _detector = TinyModel.Load(options: new DetectorOptions { Cores = 1, Concurrency = 2 });
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task<DetectorTurn>> _entries = [];

    public void Dispose()
    {
        _end.Cancel(); // before the turns are left, which would let in who still waits
        foreach (var entry in _entries.Where(entry => entry.IsCompletedSuccessfully)) entry.Result.Dispose();
        _detector.Dispose();
        _end.Dispose();
    }

    [Fact]
    public async Task EnterAsync_EveryPlaceTaken_WaitsUntilOneIsLeft()
    {
        var first = await EnterAsync();
        await EnterAsync();

        var third = EnterAsync();
        Assert.False(third.IsCompleted);
        first.Dispose();

        var entered = await third.WaitAsync(TimeSpan.FromSeconds(30));
        using var frame = entered.Analyze(Scene.Jpeg(), AnalysisRequest.Proctoring);
        Assert.Null(frame.Failure);
    }

    [Fact]
    public async Task EnterAsync_Cancelled_StopsWaitingAndTakesNoPlace()
    {
        var first = await EnterAsync();
        await EnterAsync();
        using var patience = new CancellationTokenSource();
        var waiting = EnterAsync(patience.Token);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.Dispose();
        Assert.True(EnterAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task EnterAsync_AlreadyCancelled_TakesNoPlace()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EnterAsync(new CancellationToken(canceled: true)));

        AssertFree(2);
    }

    [Fact]
    public async Task Dispose_TurnTwice_FreesOnePlace()
    {
        var turn = await EnterAsync();
        turn.Dispose();
        turn.Dispose();

        AssertFree(2);
    }

    [Fact]
    public async Task Analyze_OnADisposedTurn_ThrowsAndLeavesTheDetectorWhole()
    {
        var turn = await EnterAsync();
        turn.Dispose();

        Assert.Throws<ObjectDisposedException>(() => turn.Analyze(Scene.Jpeg(), AnalysisRequest.Proctoring));
        _detector.StartWork();
        Assert.True(_detector.IsAlone); // it counts as finished: the next lone frame gets every core
        _detector.EndWork();
        AssertFree(2);
    }

    [Fact]
    public async Task WarmUp_ThenTheFirstFrame_IsAnalysedLikeAnyOther()
    {
        _detector.WarmUp();

        for (var place = 0; place < 2; place++)
        {
            var turn = await EnterAsync(); // not given back, so that each turn has a workspace of its own
            using var frame = turn.Analyze(Scene.Jpeg(), AnalysisRequest.Proctoring);
            Assert.Null(frame.Failure);
            Assert.NotEmpty(frame.Detections); // the wall is bright
        }
    }

    [Fact]
    public void WarmUp_Afterwards_EveryPlaceIsFree()
    {
        _detector.WarmUp();

        AssertFree(2);
    }

    private void AssertFree(int places)
    {
        for (var i = 0; i < places; i++) Assert.True(EnterAsync().IsCompletedSuccessfully);
        Assert.False(EnterAsync().IsCompleted);
    }

    private Task<DetectorTurn> EnterAsync() => EnterAsync(_end.Token);

    private Task<DetectorTurn> EnterAsync(CancellationToken cancellationToken)
    {
        var entry = _detector.EnterAsync(cancellationToken).AsTask();
        _entries.Add(entry);
        return entry;
    }
}
