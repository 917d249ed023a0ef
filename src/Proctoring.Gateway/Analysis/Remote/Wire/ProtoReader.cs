using System.Buffers.Binary;

namespace Proctoring.Gateway.Analysis.Remote.Wire;

/// <summary>Reads a protobuf message field by field, in place: generated code would copy each string and picture first.</summary>
/// <remarks>Format: https://protobuf.dev/programming-guides/encoding. Throws <see cref="InvalidDataException"/> where it is broken.</remarks>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;
    private WireType _type;

    private enum WireType
    {
        Varint = 0,
        Fixed64 = 1,
        Bytes = 2,
        Fixed32 = 5,
    }

    /// <summary>Moves to the next field. Its value must then be read or skipped.</summary>
    /// <returns>False at the end.</returns>
    public bool TryReadField(out int number)
    {
        number = 0;
        if (_rest.IsEmpty) return false;
        var tag = ReadRawVarint();
        (number, _type) = ((int)(tag >> 3), (WireType)(tag & 7));
        return true;
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        if (_type != WireType.Bytes) throw Broken();
        return Take(ReadRawVarint());
    }

    public long ReadInteger() => _type == WireType.Varint ? (long)ReadRawVarint() : throw Broken();

    public double ReadDouble() => _type == WireType.Fixed64 ? BinaryPrimitives.ReadDoubleLittleEndian(Take(8)) : throw Broken();

    public void Skip()
    {
        switch (_type)
        {
            case WireType.Varint:
                ReadRawVarint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.Bytes:
                Take(ReadRawVarint());
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            default:
                throw Broken();
        }
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length) throw Broken();
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong ReadRawVarint()
    {
        ulong value = 0;
        for (var i = 0; i < 10; i++)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80) return value;
        }
        throw Broken();
    }

    private static InvalidDataException Broken() => new("The answer is no protobuf message.");
}
