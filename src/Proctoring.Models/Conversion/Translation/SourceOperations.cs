using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Tfjs;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>Operations that read no computed tensor: the graph's input and its constants.</summary>
internal static class SourceOperations
{
    /// <summary>The first axis of an input is the batch, whatever size the graph was traced with.</summary>
    public static void Placeholder(TranslatedGraph to, GraphNode node)
    {
        int[] shape = [OnnxGraph.Free, .. node.Shape("shape").Skip(1)];
        if (shape.Skip(1).Any(size => size < 1)) throw node.Error("its shape is not fixed beyond the batch");
        to.Graph.Input(node.Name, shape);
        to.Set(node.Name, new View(node.Name, shape, Axes.Unchanged(shape.Length)));
    }

    /// <summary>Its numbers were read with the weights.</summary>
    public static void Constant(TranslatedGraph to, GraphNode node)
    {
        if (!to.HasConstant(node.Name)) throw node.Error("the weights do not hold it");
    }

    /// <summary>Exporters make a vector of one repeated number this way: nothing is set, all is default.</summary>
    public static void SparseToDense(TranslatedGraph to, GraphNode node)
    {
        if (to.Integers(node, 0).Length != 0) throw node.Error("only a tensor without entries is supported");
        var shape = to.Integers(node, 1);
        var count = shape.Aggregate(1, (product, size) => checked(product * size));
        to.Set(node.Name, Tfjs.Constant.Of(node.Name, shape, Enumerable.Repeat(to.Integers(node, 3)[0], count).ToArray()));
    }
}
