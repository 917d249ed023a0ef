using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Proctoring.Hosting.Sockets;

/// <summary>
/// The blocks that Kestrel reads sockets into, each large enough for a whole frame. Kestrel reads one block at a time, and of its
/// own blocks of 4 KB a frame takes seven, with as many turns of the thread pool. A socket that sends nothing holds none.
/// </summary>
internal sealed class FrameBlocks : IMemoryPoolFactory<byte>
{
    private static readonly Pool Blocks = new();

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => Blocks;

    /// <summary>One for the process, never closed. The runtime's shared pool keeps too few for a thousand sockets: it allocated 8 KB a frame.</summary>
    private sealed class Pool : MemoryPool<byte>
    {
        /// <summary>A webcam frame is 10 to 30 KB.</summary>
        private const int BlockSize = 32 * 1024;

        /// <summary>32 MB; what is needed beyond it is not kept.</summary>
        private const int MostKept = 1024;

        private readonly ConcurrentQueue<Block> _free = new();
        private int _kept;

        public override int MaxBufferSize => Shared.MaxBufferSize;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            if (minBufferSize > BlockSize) return Shared.Rent(minBufferSize);
            if (!_free.TryDequeue(out var block)) return new Block(this);
            Interlocked.Decrement(ref _kept);
            return block;
        }

        private void Return(Block block)
        {
            if (Interlocked.Increment(ref _kept) <= MostKept) _free.Enqueue(block);
            else Interlocked.Decrement(ref _kept);
        }

        protected override void Dispose(bool disposing)
        {
        }

        /// <summary>Disposing it gives it back, once for each time that it was rented.</summary>
        private sealed class Block(Pool pool) : IMemoryOwner<byte>
        {
            public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockSize);

            public void Dispose() => pool.Return(this);
        }
    }
}

public static class FrameBlocksExtensions
{
    /// <summary>Kestrel reads a frame at once.</summary>
    public static void AddFrameBlocks(this IServiceCollection services) => services.AddSingleton<IMemoryPoolFactory<byte>, FrameBlocks>();
}
