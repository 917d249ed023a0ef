using System.Buffers;
using Proctoring.Contracts;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary>Lets a JSON writer fill pooled bytes.</summary>
internal sealed class PooledWriter : IBufferWriter<byte>
{
    private const int TypicalMessage = 512;

    public PooledBytes Bytes { get; } = PooledBytes.Rent(TypicalMessage);

    public void Advance(int count) => Bytes.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (Bytes.Remaining.Length < Math.Max(sizeHint, 1)) Bytes.Grow(Bytes.Capacity + Math.Max(sizeHint, Bytes.Capacity));
        return Bytes.Remaining;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
