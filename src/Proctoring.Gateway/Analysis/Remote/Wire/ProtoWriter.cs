namespace Proctoring.Gateway.Analysis.Remote.Wire;

/// <summary>Writes protobuf fields into a buffer that is large enough.</summary>
internal ref struct ProtoWriter(Span<byte> buffer)
{
    private const int Varint = 0;
    private const int Bytes = 2;
    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes that <paramref name="value"/> takes as a varint.</summary>
    public static int SizeOf(long value)
    {
        var size = 1;
        for (var rest = (ulong)value >> 7; rest > 0; rest >>= 7) size++;
        return size;
    }

    public void WriteInteger(int field, long value)
    {
        WriteVarint((field << 3) | Varint);
        WriteVarint(value);
    }

    /// <summary>Begins a field of <paramref name="length"/> bytes, which the caller writes next.</summary>
    public void BeginBytes(int field, int length)
    {
        WriteVarint((field << 3) | Bytes);
        WriteVarint(length);
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[Length..]);
        Length += bytes.Length;
    }

    /// <summary>Room for <paramref name="length"/> bytes that the caller fills.</summary>
    public Span<byte> Reserve(int length)
    {
        var room = _buffer.Slice(Length, length);
        Length += length;
        return room;
    }

    private void WriteVarint(long value)
    {
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7) _buffer[Length++] = (byte)(rest | 0x80);
        _buffer[Length++] = (byte)rest;
    }
}
