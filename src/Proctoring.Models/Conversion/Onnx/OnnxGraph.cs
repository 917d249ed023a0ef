using Google.Protobuf;

namespace Proctoring.Models.Conversion.Onnx;

/// <summary>
/// Collects an ONNX graph. Nothing in it depends on time, machine or hash order, so the same calls give the same bytes.
/// </summary>
internal sealed class OnnxGraph
{
    /// <summary>Size of an axis that is left open: the batch.</summary>
    public const int Free = -1;

    // Opset 17 needs IR 8; both are read by every runtime of the last years.
    private const int Opset = 17;
    private const int IrVersion = 8;

    private readonly GraphProto _graph = new() { Name = "tfjs-graph" };
    private readonly Dictionary<string, NodeProto> _makers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _initializers = new(StringComparer.Ordinal);

    /// <summary>Adds an operation and returns the name of its first output.</summary>
    public string Add(string operation, string[] inputs, string[] outputs, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = outputs[0], Input = { inputs }, Output = { outputs }, Attribute = { attributes } };
        _graph.Node.Add(node);
        foreach (var output in outputs) _makers.Add(output, node);
        return outputs[0];
    }

    /// <summary>The operation that makes a tensor; null for inputs, constants and names not in the graph.</summary>
    public NodeProto? Maker(string tensor) => _makers.GetValueOrDefault(tensor);

    /// <summary>Adds a constant once; a name always stands for the same numbers.</summary>
    public string Constant(string name, IEnumerable<int> shape, ReadOnlySpan<float> values) =>
        Constant(OnnxConstant.Floats(name, shape.Select(size => (long)size), values));

    /// <inheritdoc cref="Constant(string, IEnumerable{int}, ReadOnlySpan{float})"/>
    public string Constant(string name, params ReadOnlySpan<long> values) =>
        Constant(OnnxConstant.Longs(name, values));

    public void Input(string name, IEnumerable<int> shape) => _graph.Input.Add(Value(name, shape));

    public void Output(string name, IEnumerable<int> shape) => _graph.Output.Add(Value(name, shape));

    public byte[] ToBytes() => new ModelProto
    {
        IrVersion = IrVersion,
        ProducerName = "proctoring-models",
        Graph = _graph,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
    }.ToByteArray();

    private string Constant(TensorProto constant)
    {
        if (_initializers.Add(constant.Name)) _graph.Initializer.Add(constant);
        return constant.Name;
    }

    private static ValueInfoProto Value(string name, IEnumerable<int> shape)
    {
        var dimensions = shape.Select(size => size == Free
            ? new TensorShapeProto.Types.Dimension { DimParam = "batch" }
            : new TensorShapeProto.Types.Dimension { DimValue = size });
        var tensor = new TypeProto.Types.Tensor
        {
            ElemType = (int)TensorProto.Types.DataType.Float,
            Shape = new TensorShapeProto { Dim = { dimensions } },
        };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
