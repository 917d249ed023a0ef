using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Inference.Batching;
using Proctoring.Testing;

namespace Proctoring.Inference.Tests.Batching;

public sealed class FrameQueueTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Take_WhatWaits_ComesInOrderOfArrivalAsFarAsItFits()
    {
        var queue = Queue();
        var frames = Add(queue, 5);

        Assert.Equal(frames[..3], await TakeAsync(queue, 3));
        Assert.Equal(2, queue.Waiting);
        Assert.Equal(frames[3..], await TakeAsync(queue, 3));
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public async Task Take_Nothing_WaitsForTheNext()
    {
        var queue = Queue();
        var taking = TakeAsync(queue, 3);
        Assert.False(taking.IsCompleted);

        var frame = Add(queue, 1)[0];

        Assert.Equal([frame], await taking);
    }

    [Fact]
    public async Task Take_SeveralWorkers_EachFrameGoesToOneAndNoneIsForgotten()
    {
        var queue = Queue(maxWaiting: 1000);
        using var stop = new CancellationTokenSource();
        var taken = new ConcurrentQueue<PendingFrame>();
        var workers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var batch = new PendingFrame[2];
            while (true)
            {
                var count = await queue.TakeAsync(batch, stop.Token);
                foreach (var frame in batch[..count]) taken.Enqueue(frame);
            }
        })).ToArray();

        var frames = Add(queue, 500);

        await Eventually.TrueAsync(() => taken.Count == frames.Length, "every frame is taken");
        Assert.Equal(frames.Length, taken.Intersect(frames).Count());
        await stop.CancelAsync();
        foreach (var worker in workers) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker);
    }

    [Fact]
    public async Task Add_HigherPriority_IsTakenFirst()
    {
        var queue = Queue();
        var late = Frame(priority: 3);
        var usual = Frame(priority: 1);
        var first = Frame(priority: 0);
        foreach (var frame in (PendingFrame[])[late, usual, first]) Assert.True(queue.TryAdd(frame));

        Assert.Equal([first, usual, late], await TakeAsync(queue, 3));
    }

    [Fact]
    public async Task Add_NewerOfASequence_TakesTheOldersPlace()
    {
        var queue = Queue();
        var older = Frame("ann");
        var other = Frame("bob");
        var newer = Frame("ann");
        queue.TryAdd(older);
        queue.TryAdd(other);
        _clock.Advance(TimeSpan.FromMilliseconds(300));

        Assert.True(queue.TryAdd(newer));

        Assert.Equal(2, queue.Waiting);
        Assert.Equal(new FrameOutcome(OutcomeKind.Replaced, Waited: TimeSpan.FromMilliseconds(300)), await older.Outcome);
        Assert.Equal([newer, other], await TakeAsync(queue, 3));
    }

    [Fact]
    public async Task Add_NewerWithAnotherPriority_WaitsThere()
    {
        var queue = Queue();
        queue.TryAdd(Frame("ann", priority: 3));
        var other = Frame("bob", priority: 1);
        queue.TryAdd(other);
        var urgent = Frame("ann", priority: 0);
        queue.TryAdd(urgent);

        Assert.Equal([urgent, other], await TakeAsync(queue, 3));
    }

    [Fact]
    public async Task Add_OnceTheOlderWasTaken_ReplacesNothing()
    {
        var queue = Queue();
        var older = Frame("ann");
        queue.TryAdd(older);
        await TakeAsync(queue, 1);

        queue.TryAdd(Frame("ann"));

        Assert.False(older.Outcome.IsCompleted);
        Assert.Equal(1, queue.Waiting);
    }

    [Fact]
    public void Add_Full_IsRefusedAtOnceButASequenceStillReplacesItsOwn()
    {
        var queue = Queue(maxWaiting: 2);
        Add(queue, 1);
        queue.TryAdd(Frame("ann"));

        Assert.False(queue.TryAdd(Frame()));
        Assert.True(queue.TryAdd(Frame("ann")));
        Assert.Equal(2, queue.Waiting);
    }

    [Theory]
    [InlineData(1, 32)]
    [InlineData(2 * 32, 256)]
    public void FitTo_DetectorsSize_MakesRoomForFourTimesThat(int inWork, int room)
    {
        var queue = Queue(maxWaiting: 0);
        queue.FitTo(inWork);

        Assert.Equal(room, queue.Room);
        var configured = Queue(maxWaiting: 7);
        configured.FitTo(inWork);
        Assert.Equal(7, configured.Room);
    }

    [Fact]
    public async Task Take_PastItsDeadline_IsNeverRun()
    {
        var queue = Queue();
        var hurried = Frame(timeout: TimeSpan.FromMilliseconds(200));
        var patient = Frame(timeout: TimeSpan.FromMilliseconds(300));
        queue.TryAdd(hurried);
        queue.TryAdd(patient);

        _clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal([patient], await TakeAsync(queue, 2));
        Assert.Equal(new FrameOutcome(OutcomeKind.Expired, Waited: TimeSpan.FromMilliseconds(200)), await hurried.Outcome);
    }

    [Fact]
    public async Task Take_OnlyExpiredFrames_GoesOnWaiting()
    {
        var queue = Queue();
        queue.TryAdd(Frame(timeout: TimeSpan.FromMilliseconds(200)));
        _clock.Advance(TimeSpan.FromMilliseconds(201));

        var taking = TakeAsync(queue, 2);
        var next = Add(queue, 1)[0];

        Assert.Equal([next], await taking);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ann")]
    public async Task Remove_CallerGone_IsNeverRun(string? sequence)
    {
        var queue = Queue();
        var frame = Frame(sequence);
        queue.TryAdd(frame);
        var other = Add(queue, 1)[0];

        Assert.True(queue.TryRemove(frame));
        Assert.False(queue.TryRemove(frame));

        Assert.Equal(OutcomeKind.Cancelled, (await frame.Outcome).Kind);
        Assert.Equal([other], await TakeAsync(queue, 2));
    }

    [Fact]
    public async Task Remove_FrameThatWasReplacedOrTaken_ChangesNothing()
    {
        var queue = Queue();
        var older = Frame("ann");
        var newer = Frame("ann");
        queue.TryAdd(older);
        queue.TryAdd(newer);

        Assert.False(queue.TryRemove(older));
        Assert.Equal([newer], await TakeAsync(queue, 2));
        Assert.False(queue.TryRemove(newer));
        Assert.False(newer.Outcome.IsCompleted);
    }

    [Fact]
    public async Task Take_WithADelay_WaitsForMoreUntilItIsOver()
    {
        var queue = Queue(maxDelay: TimeSpan.FromMilliseconds(10));
        var first = Add(queue, 1)[0];
        var taking = TakeAsync(queue, 4); // has the first in hand and waits
        _clock.Advance(TimeSpan.FromMilliseconds(9));
        var second = Add(queue, 1)[0];
        await Eventually.TrueAsync(() => queue.Waiting == 0, "the second is taken too");
        Assert.False(taking.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([first, second], await taking);
    }

    [Fact]
    public async Task Take_WithADelayAndAFullBatch_WaitsForNothing()
    {
        var queue = Queue(maxDelay: TimeSpan.FromMilliseconds(10));
        var taking = TakeAsync(queue, 3);

        var frames = Add(queue, 3);

        Assert.Equal(frames, await taking.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Take_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        var taking = Queue().TakeAsync(new PendingFrame[1], stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
    }

    private FrameQueue Queue(int maxWaiting = 100, TimeSpan maxDelay = default) =>
        new(Options.Create(new BatchingOptions { MaxWaiting = maxWaiting, MaxDelay = maxDelay }), _clock);

    private PendingFrame Frame(string? sequence = null, int priority = 1, TimeSpan? timeout = null)
    {
        var now = _clock.GetTimestamp();
        return new PendingFrame(default, sequence, priority, now, timeout is { } left ? now + (long)(left.TotalSeconds * _clock.TimestampFrequency) : null);
    }

    private PendingFrame[] Add(FrameQueue queue, int count)
    {
        var frames = Enumerable.Range(0, count).Select(_ => Frame()).ToArray();
        Assert.All(frames, frame => Assert.True(queue.TryAdd(frame)));
        return frames;
    }

    private static async Task<PendingFrame[]> TakeAsync(FrameQueue queue, int most)
    {
        var batch = new PendingFrame[most];
        return batch[..await queue.TakeAsync(batch, CancellationToken.None)];
    }
}
