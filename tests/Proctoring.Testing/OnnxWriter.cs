using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Proctoring.Testing;

/// <summary>Just enough of protobuf and of onnx.proto (its field numbers) to write a graph of a few nodes.</summary>
public sealed class OnnxWriter
{
    private const int Int64 = 7;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    private OnnxWriter()
    {
    }

    /// <summary>A model of IR version 8 and operator set 13.</summary>
    public static byte[] Model(Action<OnnxWriter> graph) => Message(model => model
        .Number(1, 8)
        .Part(8, opset => opset.Text(1, "").Number(2, 13))
        .Part(7, g => graph(g.Text(2, "tiny"))));

    /// <param name="shape">A dimension below 0 is free.</param>
    public OnnxWriter Input(string name, OnnxType type, params long[] shape) => Part(11, value => value.Describe(name, type, shape));

    /// <inheritdoc cref="Input(string, OnnxType, long[])"/>
    public OnnxWriter Input(string name, params long[] shape) => Input(name, OnnxType.Float, shape);

    /// <inheritdoc cref="Input(string, OnnxType, long[])"/>
    public OnnxWriter Output(string name, OnnxType type, params long[] shape) => Part(12, value => value.Describe(name, type, shape));

    /// <inheritdoc cref="Input(string, OnnxType, long[])"/>
    public OnnxWriter Output(string name, params long[] shape) => Output(name, OnnxType.Float, shape);

    /// <param name="attributes">Lists of whole numbers.</param>
    public OnnxWriter Node(string operation, string[] inputs, string output, params (string Name, long[] Values)[] attributes) =>
        Node(operation, inputs, output, node =>
        {
            foreach (var (name, values) in attributes)
            {
                node.Part(5, attribute =>
                {
                    attribute.Text(1, name).Number(20, 7);
                    foreach (var value in values) attribute.Number(8, value);
                });
            }
        });

    /// <param name="attribute">One whole number.</param>
    public OnnxWriter Node(string operation, string[] inputs, string output, (string Name, long Value) attribute) =>
        Node(operation, inputs, output, node => node.Part(5, part => part.Text(1, attribute.Name).Number(3, attribute.Value).Number(20, 2)));

    public OnnxWriter Constant(string name, params long[] values) => Part(5, tensor =>
    {
        tensor.Number(1, values.Length).Number(2, Int64).Text(8, name);
        foreach (var value in values) tensor.Number(7, value);
    });

    /// <summary>A float tensor of one value everywhere.</summary>
    public OnnxWriter Constant(string name, float value, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        Array.Fill(values, value);
        return Constant(name, values, shape);
    }

    public OnnxWriter Constant(string name, float[] values, params long[] shape) => Part(5, tensor =>
    {
        foreach (var dimension in shape) tensor.Number(1, dimension);
        tensor.Number(2, (long)OnnxType.Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values.AsSpan()));
    });

    private OnnxWriter Node(string operation, string[] inputs, string output, Action<OnnxWriter> attributes) => Part(1, node =>
    {
        foreach (var input in inputs) node.Text(1, input);
        attributes(node.Text(2, output).Text(4, operation));
    });

    private void Describe(string name, OnnxType element, long[] shape) => Text(1, name).Part(2, type => type.Part(1, tensor => tensor
        .Number(1, (long)element)
        .Part(2, dimensions =>
        {
            foreach (var dimension in shape) dimensions.Part(1, d => _ = dimension < 0 ? d.Text(2, "batch") : d.Number(1, dimension));
        })));

    private static byte[] Message(Action<OnnxWriter> write)
    {
        var message = new OnnxWriter();
        write(message);
        return message._bytes.WrittenSpan.ToArray();
    }

    private OnnxWriter Part(int field, Action<OnnxWriter> write) => Bytes(field, Message(write));

    private OnnxWriter Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private OnnxWriter Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Varint((ulong)(field << 3 | 2));
        Varint((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    private OnnxWriter Number(int field, long value)
    {
        Varint((ulong)(field << 3));
        Varint((ulong)value);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }
}
