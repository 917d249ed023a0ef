using Proctoring.Contracts;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Tests.Frames;

public sealed class FrameSlotTests
{
    private int _superseded;

    [Fact]
    public void Publish_TwoFrames_NewestStaysOldestIsCountedAndItsBufferReturned()
    {
        using var slot = new FrameSlot(() => _superseded++);
        var (first, second) = (Make(1), Make(2));
        slot.Publish(first);
        slot.Publish(second);

        Assert.True(slot.TryTake(out var taken));
        Assert.Equal(2, taken.Number);
        Assert.Equal(1, _superseded);
        Assert.Throws<ObjectDisposedException>(() => first.Jpeg.Memory);
        Assert.False(slot.TryTake(out _));
        taken.Jpeg.Dispose();
    }

    [Fact]
    public async Task Wait_Completed_TellsThatNothingWillCome()
    {
        using var slot = new FrameSlot(() => _superseded++);
        var waiting = slot.WaitAsync(CancellationToken.None);
        slot.Complete();

        Assert.False(await waiting);
    }

    [Fact]
    public void Publish_AfterCompletion_ReturnsTheBuffer()
    {
        using var slot = new FrameSlot(() => _superseded++);
        slot.Complete();
        var late = Make(1);
        slot.Publish(late);

        Assert.Throws<ObjectDisposedException>(() => late.Jpeg.Memory);
    }

    [Fact]
    public void Dispose_FrameStillWaiting_ReturnsItsBuffer()
    {
        var slot = new FrameSlot(() => _superseded++);
        var frame = Make(1);
        slot.Publish(frame);
        slot.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frame.Jpeg.Memory);
    }

    private static Frame Make(long number) => new(number, DateTimeOffset.UnixEpoch, 0, PooledBytes.Copy([1, 2, 3]), 640, 480);
}
