using Proctoring.Models.Conversion.Onnx;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>Turns what a view merely says into real operations, where nothing absorbs it.</summary>
internal static class Materialising
{
    /// <summary>The view without a border, drawn by a real Pad if there is one.</summary>
    public static View Settled(this OnnxGraph graph, View view)
    {
        if (view.Border is not { } border) return view;
        var shape = new int[view.Rank];
        for (var axis = 0; axis < shape.Length; axis++)
            shape[axis] = view.Shape[axis] == OnnxGraph.Free ? OnnxGraph.Free : border.Before[axis] + view.Shape[axis] + border.After[axis];
        var name = $"{border.Name}:drawn";
        if (graph.Maker(name) is null)
        {
            long[] sizes = [.. border.Before.Concat(border.After).Select(cells => (long)cells)];
            graph.Add("Pad", [view.Tensor, graph.Constant($"{name}:sizes", sizes), graph.Constant($"{name}:value", [], [border.Value])], [name]);
        }
        return new View(name, shape, view.Order);
    }

    /// <summary>The view on a tensor whose axes lie in <paramref name="order"/>, moved by a real Transpose if they do not; settled.</summary>
    public static View Ordered(this OnnxGraph graph, View view, int[] order)
    {
        if (view.Order.AsSpan().SequenceEqual(order)) return graph.Settled(view);
        var settled = graph.Settled(view);
        var name = $"{settled.Tensor}:{string.Join(',', Moves(settled, order))}";
        return graph.Maker(name) is null ? graph.Transposed(settled, order, name) : new View(name, Moved(settled, order), order);
    }

    /// <summary>A Transpose that makes the tensor <paramref name="name"/>.</summary>
    public static View Transposed(this OnnxGraph graph, View settled, int[] order, string name)
    {
        graph.Add("Transpose", [settled.Tensor], [name], OnnxAttribute.Integers("perm", Moves(settled, order)));
        return new View(name, Moved(settled, order), order);
    }

    private static int[] Moved(View view, int[] order) => [.. Moves(view, order).Select(axis => view.Shape[axis])];

    private static int[] Moves(View view, int[] order) => [.. Axes.Inverse(order).Select(axis => view.Order[axis])];
}
