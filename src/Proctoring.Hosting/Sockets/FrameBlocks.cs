using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Proctoring.Hosting.Sockets;

/// <summary>
/// The blocks that Kestrel reads sockets into, each large enough for a whole frame. Kestrel reads one block at a time, and of its
/// own blocks of 4 KB a frame takes seven, with as many turns of the thread pool. A socket that sends nothing holds none.
/// </summary>
internal sealed class FrameBlocks : IMemoryPoolFactory<byte>
{
    /// <summary>A webcam frame is 10 to 30 KB.</summary>
    public const int Size = 32 * 1024;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    // What is given back is kept by the runtime's shared pool, which lets go of it when memory is short.
    private sealed class Pool : MemoryPool<byte>
    {
        public override int MaxBufferSize => Shared.MaxBufferSize;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => Shared.Rent(Math.Max(minBufferSize, Size));

        protected override void Dispose(bool disposing)
        {
        }
    }
}

public static class FrameBlocksExtensions
{
    /// <summary>Kestrel reads a frame at once.</summary>
    public static void AddFrameBlocks(this IServiceCollection services) => services.AddSingleton<IMemoryPoolFactory<byte>, FrameBlocks>();
}
