using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Tfjs;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>What has been translated so far: the ONNX graph, and by TensorFlow name what each tensor has become.</summary>
internal sealed class TranslatedGraph
{
    private readonly Dictionary<string, View> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Constant> _constants;
    private readonly Dictionary<string, int> _readers;
    private readonly HashSet<string> _outputs;

    public TranslatedGraph(GraphModel model)
    {
        _constants = new Dictionary<string, Constant>(model.Constants, StringComparer.Ordinal);
        _outputs = new HashSet<string>(model.Outputs, StringComparer.Ordinal);
        _readers = model.Nodes.SelectMany(n => n.Inputs).Concat(model.Outputs)
            .CountBy(t => t, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
    }

    public OnnxGraph Graph { get; } = new();

    public View? FindView(string tensor) => _views.GetValueOrDefault(tensor);

    public View View(GraphNode node, int input) =>
        FindView(Name(node, input)) ?? throw node.Error($"its input {input} is a constant, and a computed tensor is expected");

    public bool HasConstant(string tensor) => _constants.ContainsKey(tensor);

    public bool IsConstant(GraphNode node, int input) => HasConstant(Name(node, input));

    public Constant Constant(GraphNode node, int input) =>
        _constants.GetValueOrDefault(Name(node, input)) ?? throw node.Error($"its input {input} is computed, and a constant is expected");

    public int[] Integers(GraphNode node, int input) =>
        Constant(node, input).Integers ?? throw node.Error($"its input {input} is not of whole numbers");

    public float[] Floats(GraphNode node, int input) =>
        Constant(node, input).Floats ?? throw node.Error($"its input {input} is not of floating-point numbers");

    public void Set(string tensor, View view) => _views.Add(tensor, view);

    public void Set(string tensor, Constant constant) => _constants[tensor] = constant;

    /// <summary>True where nothing but one operation sees the tensor, so that it may be changed in place.</summary>
    public bool HasOneReader(string tensor) => _readers.GetValueOrDefault(tensor) == 1;

    /// <summary>Name of the ONNX tensor an operation makes. A graph output's own name is kept for the output, which may need its axes moved.</summary>
    public string NameFor(string tensor) => _outputs.Contains(tensor) ? $"{tensor}:inner" : tensor;

    private static string Name(GraphNode node, int input) =>
        input < node.Inputs.Count ? node.Inputs[input] : throw node.Error($"its input {input} is missing");
}
