using System.Runtime.InteropServices;
using Google.Protobuf;
using DataType = Proctoring.Models.Conversion.Onnx.TensorProto.Types.DataType;

namespace Proctoring.Models.Conversion.Onnx;

/// <summary>Constants of an ONNX graph, and what is in them.</summary>
internal static class OnnxConstant
{
    public static float[] FloatsOf(TensorProto constant) => MemoryMarshal.Cast<byte, float>(constant.RawData.Span).ToArray();

    /// <summary>A scalar.</summary>
    public static TensorProto Floats(string name, float value) => Of<float>(name, DataType.Float, [], [value]);

    /// <summary>A vector.</summary>
    public static TensorProto Floats(string name, float[] values) => Floats(name, [values.Length], values);

    public static TensorProto Floats(string name, IEnumerable<long> shape, ReadOnlySpan<float> values) => Of(name, DataType.Float, shape, values);

    public static TensorProto Integers(string name, int[] values) => Of<int>(name, DataType.Int32, [values.Length], values);

    public static TensorProto Longs(string name, ReadOnlySpan<long> values) => Of(name, DataType.Int64, [values.Length], values);

    /// <summary>A scalar.</summary>
    public static TensorProto Byte(string name, byte value) => Of<byte>(name, DataType.Uint8, [], [value]);

    public static TensorProto Bytes(string name, IEnumerable<long> shape, sbyte[] values) => Of<sbyte>(name, DataType.Int8, shape, values);

    /// <summary>Zeros of the type of <paramref name="values"/>, one for each channel.</summary>
    public static TensorProto Zeros(string name, TensorProto values)
    {
        var channels = (int)values.Dims[0];
        return (DataType)values.DataType == DataType.Int32 ? Integers(name, new int[channels]) : Bytes(name, [channels], new sbyte[channels]);
    }

    private static TensorProto Of<T>(string name, DataType type, IEnumerable<long> shape, ReadOnlySpan<T> values)
        where T : unmanaged => new() { Name = name, DataType = (int)type, Dims = { shape }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)) };
}
