namespace Proctoring.Contracts.Tests;

[Collection(PooledBytesCollection.Name)]
public sealed class PooledBytesTests
{
    [Fact]
    public void Rent_New_IsEmptyAndHasRoom()
    {
        using var bytes = PooledBytes.Rent(100);

        Assert.Equal(0, bytes.Length);
        Assert.True(bytes.Span.IsEmpty);
        Assert.InRange(bytes.Capacity, 100, int.MaxValue);
        Assert.Equal(bytes.Capacity, bytes.Remaining.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Copy_Bytes_HoldsThemAndNoMore(int count)
    {
        var source = new byte[count];
        new Random(1).NextBytes(source);

        using var bytes = PooledBytes.Copy(source);
        var expected = source.ToArray();
        Array.Clear(source);

        Assert.Equal(expected, bytes.Span.ToArray());
        Assert.Equal(expected, bytes.Memory.ToArray());
    }

    [Fact]
    public void Advance_InSteps_AppendsWhatWasWritten()
    {
        using var bytes = PooledBytes.Rent(16);

        for (byte value = 1; value <= 3; value++)
        {
            bytes.Remaining.Span[0] = value;
            bytes.Advance(1);
        }

        Assert.Equal([1, 2, 3], bytes.Span.ToArray());
        Assert.Equal(bytes.Capacity - 3, bytes.Remaining.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Advance_PastTheRoom_ThrowsAndChangesNothing(int excess)
    {
        using var bytes = PooledBytes.Rent(16);
        bytes.Advance(bytes.Capacity);

        Assert.Throws<ArgumentOutOfRangeException>(() => bytes.Advance(excess));
        Assert.Equal(bytes.Capacity, bytes.Length);
    }

    [Fact]
    public void Grow_Larger_KeepsWhatIsInUse()
    {
        using var bytes = PooledBytes.Copy([1, 2, 3]);

        bytes.Grow(10_000);

        Assert.InRange(bytes.Capacity, 10_000, int.MaxValue);
        Assert.Equal([1, 2, 3], bytes.Span.ToArray());
    }

    [Fact]
    public void Grow_NotLarger_StaysWhereItIs()
    {
        using var bytes = PooledBytes.Rent(100);
        bytes.Buffer.Span[0] = 42;
        var before = bytes.Capacity;

        bytes.Grow(50);

        Assert.Equal(before, bytes.Capacity);
        bytes.Buffer.Span[0]++;
        bytes.Advance(1);
        Assert.Equal(43, bytes.Span[0]);
    }

    [Fact]
    public void Dispose_Twice_ReturnsTheArrayOnce()
    {
        var bytes = PooledBytes.Rent(4_000);
        bytes.Dispose();
        bytes.Dispose();

        // An array returned twice would now be lent to two owners, who would see each other's frames.
        using var first = PooledBytes.Rent(4_000);
        using var second = PooledBytes.Rent(4_000);
        first.Buffer.Span.Fill(1);
        second.Buffer.Span.Fill(2);
        Assert.Equal(1, first.Buffer.Span[0]);
    }

    [Fact]
    public void Outstanding_RentGrowDispose_CountsBuffersOnce()
    {
        var before = PooledBytes.Outstanding;
        var rented = PooledBytes.Rent(10);
        var copied = PooledBytes.Copy([1]);
        rented.Grow(100_000);

        Assert.Equal(before + 2, PooledBytes.Outstanding);
        rented.Dispose();
        rented.Dispose();
        copied.Dispose();
        Assert.Equal(before, PooledBytes.Outstanding);
    }

    [Fact]
    public void Detach_Bytes_MovesThemAndTheDutyToDispose()
    {
        var before = PooledBytes.Outstanding;
        var old = PooledBytes.Copy([1, 2, 3]);

        using (var moved = old.Detach())
        {
            old.Dispose();
            Assert.Equal([1, 2, 3], moved.Span.ToArray());
            Assert.Equal(before + 1, PooledBytes.Outstanding);
            Assert.Throws<ObjectDisposedException>(() => old.Span.Length);
            Assert.Throws<ObjectDisposedException>(old.Detach);
        }
        Assert.Equal(before, PooledBytes.Outstanding);
    }

    [Fact]
    public void EveryUse_AfterDispose_Throws()
    {
        var bytes = PooledBytes.Copy([1, 2, 3]);
        bytes.Dispose();

        Assert.Throws<ObjectDisposedException>(() => bytes.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => bytes.Memory);
        Assert.Throws<ObjectDisposedException>(() => bytes.Remaining);
        Assert.Throws<ObjectDisposedException>(() => bytes.Buffer);
        Assert.Throws<ObjectDisposedException>(() => bytes.Capacity);
        Assert.Throws<ObjectDisposedException>(() => bytes.Advance(0));
        Assert.Throws<ObjectDisposedException>(() => bytes.Grow(1));
    }

    [Fact]
    public async Task Dispose_FromManyThreads_ReturnsOnce()
    {
        var before = PooledBytes.Outstanding;
        for (var round = 0; round < 200; round++)
        {
            var bytes = PooledBytes.Rent(64);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(bytes.Dispose)));
        }
        Assert.Equal(before, PooledBytes.Outstanding);
    }

    [Fact]
    public void Rent_AsManyAsAGatewayHasInWork_AllocatesNoArrayTwice()
    {
        const int InWork = 500;
        RentAndReturn(InWork);

        var before = GC.GetAllocatedBytesForCurrentThread();
        RentAndReturn(InWork);
        var perFrame = (GC.GetAllocatedBytesForCurrentThread() - before) / InWork;

        Assert.InRange(perFrame, 0, 200); // the owner itself, and not 32 KB
    }

    private static void RentAndReturn(int count)
    {
        var frames = Enumerable.Range(0, count).Select(_ => PooledBytes.Rent(25_000)).ToArray();
        foreach (var frame in frames) frame.Dispose();
    }
}
