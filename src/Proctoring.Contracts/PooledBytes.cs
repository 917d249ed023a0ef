using System.Buffers;

namespace Proctoring.Contracts;

/// <summary>Bytes in an array borrowed from a pool. Exactly one owner at a time; whoever holds it last disposes it.</summary>
public sealed class PooledBytes : IDisposable
{
    private const int UsualFrame = 32 * 1024;

    // The shared pool keeps 32 arrays of a size for each core. A gateway has a frame in work for every one of its sockets, so most
    // would be allocated anew. 1,024 of each size up to that of usual frames, 64 MB in all; what is larger is rare and shared.
    private static readonly ArrayPool<byte> Usual = ArrayPool<byte>.Create(UsualFrame, maxArraysPerBucket: 1024);

    private static long _outstanding;
    private byte[]? _array;

    private PooledBytes(byte[] array, int length)
    {
        _array = array;
        Length = length;
        Interlocked.Increment(ref _outstanding);
    }

    /// <summary>Buffers of this process that are rented and not yet returned.</summary>
    public static long Outstanding => Interlocked.Read(ref _outstanding);

    /// <summary>Bytes in use.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes that fit.</summary>
    public int Capacity => Array.Length;

    public ReadOnlySpan<byte> Span => Array.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => Array.AsMemory(0, Length);

    private byte[] Array => _array ?? throw new ObjectDisposedException(nameof(PooledBytes));

    /// <summary>An empty buffer with room for at least <paramref name="capacity"/> bytes.</summary>
    public static PooledBytes Rent(int capacity) => new(PoolOf(capacity).Rent(capacity), 0);

    /// <summary>A copy of <paramref name="bytes"/>.</summary>
    public static PooledBytes Copy(ReadOnlySpan<byte> bytes)
    {
        var copy = Rent(bytes.Length);
        bytes.CopyTo(copy.Array);
        copy.Length = bytes.Length;
        return copy;
    }

    /// <summary>The room behind what is in use; write there, then <see cref="Advance"/>.</summary>
    public Memory<byte> Remaining => Array.AsMemory(Length);

    /// <summary>The whole room, in use or not.</summary>
    public Memory<byte> Buffer => Array;

    /// <summary>Takes <paramref name="count"/> bytes of <see cref="Remaining"/> into use.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(Capacity - Length));
        Length += count;
    }

    /// <summary>Moves to an array of at least <paramref name="capacity"/> bytes, keeping what is in use.</summary>
    public void Grow(int capacity)
    {
        if (capacity <= Capacity) return;
        var larger = PoolOf(capacity).Rent(capacity);
        Span.CopyTo(larger);
        Return(Array);
        _array = larger;
    }

    /// <summary>Moves the bytes to a new owner; disposing this one does nothing any more.</summary>
    public PooledBytes Detach()
    {
        var array = Interlocked.Exchange(ref _array, null) ?? throw new ObjectDisposedException(nameof(PooledBytes));
        Interlocked.Decrement(ref _outstanding); // counted again by its new owner
        return new PooledBytes(array, Length);
    }

    /// <summary>
    /// Gives the bytes up without giving them back: somebody may still read them, and must not read what the next one writes.
    /// </summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _array, null) is not null) Interlocked.Decrement(ref _outstanding);
    }

    public void Dispose()
    {
        var array = Interlocked.Exchange(ref _array, null);
        if (array is null) return;
        Interlocked.Decrement(ref _outstanding);
        Return(array);
    }

    private static ArrayPool<byte> PoolOf(int capacity) => capacity <= UsualFrame ? Usual : ArrayPool<byte>.Shared;

    private static void Return(byte[] array) => PoolOf(array.Length).Return(array);
}
