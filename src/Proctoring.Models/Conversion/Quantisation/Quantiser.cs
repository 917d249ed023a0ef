using Proctoring.Models.Conversion.Onnx;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Conversion.Quantisation;

/// <summary>
/// Convolutions in whole numbers of eight bits, written as QDQ pairs (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html):
/// <code>
/// x ─ Q ─ DQ ─┐
/// weights DQ ─┼─ Conv ─ Q ─ DQ ─ y        activations uint8 a tensor, weights int8 a channel, bias int32
/// bias    DQ ─┘
/// </code>
/// Runtimes fold a pair into the operation between; those that do not compute what float would, rounded. Everything else stays float: heads do not survive it.
/// </summary>
internal sealed class Quantiser
{
    private readonly GraphProto _graph;
    private readonly IReadOnlyDictionary<string, float[]> _ranges;
    private readonly Dictionary<string, TensorProto> _constants;
    private readonly Dictionary<string, QuantisedTensor> _quantised = new(StringComparer.Ordinal);
    private readonly List<NodeProto> _nodes = [];

    private Quantiser(GraphProto graph, IReadOnlyDictionary<string, float[]> ranges)
    {
        (_graph, _ranges) = (graph, ranges);
        _constants = graph.Initializer.ToDictionary(constant => constant.Name, StringComparer.Ordinal);
    }

    /// <summary>The tensors that need a range, in the graph's order.</summary>
    public static IReadOnlyList<string> Tensors(ModelProto model) =>
        [.. model.Graph.Node.Where(IsConvolution).SelectMany(node => (string[])[node.Input[0], node.Output[0]]).Distinct(StringComparer.Ordinal)];

    /// <exception cref="ModelException">A tensor has no range.</exception>
    public static void Quantise(ModelProto model, IReadOnlyDictionary<string, float[]> ranges) => new Quantiser(model.Graph, ranges).Run();

    private static bool IsConvolution(NodeProto node) => node.OpType == "Conv";

    private void Run()
    {
        foreach (var node in _graph.Node)
        {
            if (IsConvolution(node)) Convolution(node);
            else _nodes.Add(node);
        }
        _graph.Node.Clear();
        _graph.Node.Add(_nodes);
        var used = _nodes.SelectMany(node => node.Input).ToHashSet(StringComparer.Ordinal);
        foreach (var unused in _graph.Initializer.Where(constant => !used.Contains(constant.Name)).ToList()) _graph.Initializer.Remove(unused);
    }

    private void Convolution(NodeProto node)
    {
        var (input, output) = (node.Input[0], node.Output[0]);
        var source = _quantised.TryGetValue(input, out var known) ? known : Quantised(input, $"{input}:dq", input);
        var weights = QuantisedWeights.Of(_constants[node.Input[1]]);
        node.Input[0] = source.Name;
        if (node.Input.Count > 2) node.Input[2] = Bias(_constants[node.Input[2]], node.Name, source.Scale, weights.Scales);
        node.Input[1] = Dequantised($"{node.Name}:weights", weights.Values, weights.Scales);
        node.Output[0] = $"{output}:float";
        _nodes.Add(node);
        Quantised(node.Output[0], output, output);
    }

    /// <param name="from">What is rounded.</param>
    /// <param name="to">Name of the rounded tensor.</param>
    /// <param name="rangeOf">Whose range it has; also the name under which it is found again.</param>
    private QuantisedTensor Quantised(string from, string to, string rangeOf)
    {
        var (scale, zero) = Scale(rangeOf);
        string[] parameters = [Add(OnnxConstant.Floats($"{rangeOf}:scale", scale)), Add(OnnxConstant.Byte($"{rangeOf}:zero", zero))];
        Node("QuantizeLinear", [from, .. parameters], $"{rangeOf}:q");
        Node("DequantizeLinear", [$"{rangeOf}:q", .. parameters], to);
        return _quantised[rangeOf] = new QuantisedTensor(to, scale);
    }

    // The range is stretched to hold 0, which is then exact: borders of convolutions are made of it.
    private (float Scale, byte Zero) Scale(string tensor)
    {
        if (!_ranges.TryGetValue(tensor, out var range)) throw new ModelException($"There is no range for the tensor {tensor}: calibrate anew.");
        var (least, most) = (MathF.Min(range[0], 0), MathF.Max(range[1], 0));
        var scale = most > least ? (most - least) / byte.MaxValue : 1;
        return (scale, (byte)Math.Clamp(MathF.Round(-least / scale), 0, byte.MaxValue));
    }

    private string Bias(TensorProto bias, string node, float inputScale, float[] weightScales)
    {
        float[] scales = [.. weightScales.Select(scale => scale * inputScale)];
        var values = OnnxConstant.FloatsOf(bias).Zip(scales, (value, scale) => (int)Math.Clamp(Math.Round((double)value / scale), int.MinValue, int.MaxValue));
        return Dequantised($"{node}:bias", OnnxConstant.Integers($"{node}:bias:q", [.. values]), scales);
    }

    private string Dequantised(string name, TensorProto values, float[] scales)
    {
        values.Name = $"{name}:q";
        var node = Node("DequantizeLinear", [Add(values), Add(OnnxConstant.Floats($"{name}:scale", scales)), Add(OnnxConstant.Zeros($"{name}:zero", values))], name);
        node.Attribute.Add(OnnxAttribute.Integer("axis", 0));
        return name;
    }

    private NodeProto Node(string operation, string[] inputs, string output)
    {
        var node = new NodeProto { OpType = operation, Name = $"{output}:{operation}", Input = { inputs }, Output = { output } };
        _nodes.Add(node);
        return node;
    }

    private string Add(TensorProto constant)
    {
        _graph.Initializer.Add(constant);
        return constant.Name;
    }

    /// <param name="Name">Of the tensor after rounding.</param>
    private readonly record struct QuantisedTensor(string Name, float Scale);
}
