using Proctoring.Models.Conversion.Tfjs;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>Walks a TensorFlow graph once and writes each operation as ONNX.</summary>
internal static class Translator
{
    private static readonly Dictionary<string, Action<TranslatedGraph, GraphNode>> Operations = new(StringComparer.Ordinal)
    {
        ["Placeholder"] = SourceOperations.Placeholder,
        ["Const"] = SourceOperations.Constant,
        ["SparseToDense"] = SourceOperations.SparseToDense,
        ["Identity"] = LayoutOperations.Identity,
        ["Transpose"] = LayoutOperations.Transpose,
        ["Pad"] = LayoutOperations.Pad,
        ["PadV2"] = LayoutOperations.Pad,
        ["Reshape"] = LayoutOperations.Reshape,
        ["ConcatV2"] = JoiningOperations.Concat,
        ["SplitV"] = JoiningOperations.Split,
        ["LeakyRelu"] = PointOperations.LeakyRelu,
        ["Sigmoid"] = PointOperations.Sigmoid,
        ["Add"] = AddOperation.Add,
        ["AddV2"] = AddOperation.Add,
        ["Conv2D"] = PictureOperations.Convolution,
        ["MaxPool"] = PictureOperations.MaxPool,
        ["ResizeBilinear"] = PictureOperations.ResizeBilinear,
    };

    public static byte[] Translate(GraphModel model)
    {
        var to = new TranslatedGraph(model);
        foreach (var node in model.Nodes)
        {
            if (!Operations.TryGetValue(node.Op, out var translate)) throw node.Error("the converter does not know this operation");
            try
            {
                translate(to, node);
            }
            // A node whose attributes or axes make no sense shows in many ways; whoever reads this needs the node rather than a stack trace.
            catch (Exception e) when (e is not ModelException)
            {
                throw new ModelException(node.Error(e.Message.TrimEnd('.')).Message, e);
            }
        }
        foreach (var output in model.Outputs) Output(to, output);
        return to.Graph.ToBytes();
    }

    private static void Output(TranslatedGraph to, string name)
    {
        var view = to.FindView(name) ?? throw new ModelException($"The graph's output '{name}' is not computed by it.");
        view = to.Graph.Settled(view);
        var plain = Axes.Unchanged(view.Rank);
        if (Axes.IsUnchanged(view.Order)) to.Graph.Add("Identity", [view.Tensor], [name]);
        else view = to.Graph.Transposed(view, plain, name);
        to.Graph.Output(name, view.Shape);
    }
}
