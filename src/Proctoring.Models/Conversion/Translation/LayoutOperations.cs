using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Tfjs;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>Operations that only change how a tensor is seen.</summary>
internal static class LayoutOperations
{
    public static void Identity(TranslatedGraph to, GraphNode node) => to.Set(node.Name, to.View(node, 0));

    public static void Transpose(TranslatedGraph to, GraphNode node)
    {
        var view = to.View(node, 0);
        var permutation = to.Integers(node, 1);
        if (!permutation.Order().SequenceEqual(Enumerable.Range(0, view.Rank))) throw node.Error("its permutation does not fit the tensor's axes");
        to.Set(node.Name, view with { Order = [.. permutation.Select(view.Axis)] });
    }

    public static void Pad(TranslatedGraph to, GraphNode node)
    {
        var view = to.Graph.Settled(to.View(node, 0));
        var sizes = to.Integers(node, 1);
        if (sizes.Length != 2 * view.Rank) throw node.Error("its border does not fit the tensor's axes");
        var value = node.Op == "PadV2" ? to.Floats(node, 2)[0] : 0;
        var border = new Border(node.Name, new int[view.Rank], new int[view.Rank], value);
        for (var axis = 0; axis < view.Rank; axis++)
        {
            border.Before[view.Axis(axis)] = sizes[2 * axis];
            border.After[view.Axis(axis)] = sizes[2 * axis + 1];
        }
        if (border.Before.Concat(border.After).Any(cells => cells < 0)) throw node.Error("its border is negative");
        for (var axis = 0; axis < view.Rank; axis++)
            if (view.Shape[axis] == OnnxGraph.Free && border.Before[axis] + border.After[axis] > 0) throw node.Error("it pads the batch");
        to.Set(node.Name, view with { Border = border });
    }

    public static void Reshape(TranslatedGraph to, GraphNode node)
    {
        var view = to.View(node, 0);
        view = to.Graph.Ordered(view, Axes.Unchanged(view.Rank));
        var asked = to.Integers(node, 1);
        if (view.Shape[0] != OnnxGraph.Free || asked is not [1, ..]) throw node.Error("it does not keep the batch as its first axis");

        // The batch may have any size, so 0 (keep) stands where the traced graph said 1.
        int[] shape = [OnnxGraph.Free, .. asked[1..]];
        var cells = view.Shape.Skip(1).Aggregate(1, (product, size) => product * size);
        var known = asked.Skip(1).Where(size => size != -1).Aggregate(1, (product, size) => product * size);
        if (asked.Count(size => size == -1) > 1 || known <= 0 || cells % known != 0) throw node.Error("its shape does not fit the tensor");
        for (var axis = 1; axis < shape.Length; axis++)
            if (shape[axis] == -1) shape[axis] = cells / known;

        var name = to.NameFor(node.Name);
        long[] target = [0, .. asked.Skip(1).Select(size => (long)size)];
        to.Graph.Add("Reshape", [view.Tensor, to.Graph.Constant($"{name}:shape", target)], [name]);
        to.Set(node.Name, new View(name, shape, Axes.Unchanged(shape.Length)));
    }
}
