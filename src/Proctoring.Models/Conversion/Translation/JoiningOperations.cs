using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Tfjs;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>Operations that join tensors along an axis or cut them.</summary>
internal static class JoiningOperations
{
    public static void Concat(TranslatedGraph to, GraphNode node)
    {
        var count = node.Inputs.Count - 1;
        var first = to.Graph.Settled(to.View(node, 0));
        var views = Enumerable.Range(0, count).Select(i => to.Graph.Ordered(to.View(node, i), first.Order)).ToArray();
        var axis = first.Axis(to.Integers(node, count)[0]);
        if (first.Shape[axis] == OnnxGraph.Free) throw node.Error("it joins along the batch");

        var name = to.NameFor(node.Name);
        to.Graph.Add("Concat", [.. views.Select(v => v.Tensor)], [name], OnnxAttribute.Integer("axis", axis));
        int[] shape = [.. first.Shape];
        shape[axis] = views.Sum(v => v.Shape[axis]);
        to.Set(node.Name, new View(name, shape, first.Order));
    }

    public static void Split(TranslatedGraph to, GraphNode node)
    {
        var view = to.Graph.Settled(to.View(node, 0));
        int[] sizes = [.. to.Integers(node, 1)];
        var axis = view.Axis(to.Integers(node, 2)[0]);
        if (view.Shape[axis] == OnnxGraph.Free) throw node.Error("it cuts the batch");
        var open = Array.IndexOf(sizes, -1);
        if (open >= 0) sizes[open] = view.Shape[axis] - sizes.Where(s => s != -1).Sum();
        if (sizes.Any(s => s < 0) || sizes.Sum() != view.Shape[axis]) throw node.Error("its pieces do not add up to the tensor");

        string[] pieces = [.. sizes.Select((_, i) => TensorName.Output(node.Name, i))];
        string[] names = [.. pieces.Select(to.NameFor)];
        long[] lengths = [.. sizes.Select(s => (long)s)];
        to.Graph.Add("Split", [view.Tensor, to.Graph.Constant($"{names[0]}:sizes", lengths)], names, OnnxAttribute.Integer("axis", axis));
        for (var i = 0; i < pieces.Length; i++)
        {
            int[] shape = [.. view.Shape];
            shape[axis] = sizes[i];
            to.Set(pieces[i], new View(names[i], shape, view.Order));
        }
    }
}
