using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Tfjs;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>Addition, of which there are four kinds: two constants, a convolution's bias, a tensor and a constant, two tensors.</summary>
internal static class AddOperation
{
    public static void Add(TranslatedGraph to, GraphNode node)
    {
        switch (to.IsConstant(node, 0), to.IsConstant(node, 1))
        {
            case (true, true): AddConstants(to, node); break;
            case (true, false): AddConstant(to, node, 1, to.Constant(node, 0)); break;
            case (false, true): AddConstant(to, node, 0, to.Constant(node, 1)); break;
            default: AddTensors(to, node); break;
        }
    }

    /// <summary>Exporters compute target shapes this way; only whole numbers of one shape occur.</summary>
    private static void AddConstants(TranslatedGraph to, GraphNode node)
    {
        var (a, b) = (to.Integers(node, 0), to.Integers(node, 1));
        if (a.Length != b.Length) throw node.Error("its constants differ in shape");
        to.Set(node.Name, Constant.Of(node.Name, to.Constant(node, 0).Shape, [.. a.Zip(b, (x, y) => x + y)]));
    }

    private static void AddConstant(TranslatedGraph to, GraphNode node, int input, Constant constant)
    {
        if (constant.Floats is null) throw node.Error("its constant is not of floating-point numbers");
        var view = to.View(node, input);
        if (TryAsBias(to, node.Inputs[input], view, constant))
        {
            to.Set(node.Name, view);
            return;
        }
        view = to.Graph.Settled(view);
        if (constant.Shape.Length > view.Rank) throw node.Error("its constant has more axes than the tensor");
        // TensorFlow lines up trailing axes; with leading ones the constant can follow the tensor's order of axes.
        int[] shape = [.. Enumerable.Repeat(1, view.Rank - constant.Shape.Length), .. constant.Shape];
        var axes = Axes.Inverse(view.Order);
        int[] ordered = [.. axes.Select(axis => shape[axis])];
        var values = (constant with { Shape = shape }).Transposed(axes);
        var other = new View(to.Graph.Constant($"{constant.Name}:{string.Join(',', ordered)}", ordered, values), ordered, view.Order);
        Emit(to, node, view, other);
    }

    /// <summary>A number per channel added to a convolution nobody else reads is that convolution's bias.</summary>
    private static bool TryAsBias(TranslatedGraph to, string tensor, View view, Constant constant)
    {
        if (view.Tensor != tensor || !to.HasOneReader(tensor) || view.Border is not null) return false;
        if (to.Graph.Maker(tensor) is not { OpType: "Conv", Input.Count: 2 } convolution) return false;
        var channels = view.Shape[1];
        if (constant.Floats!.Length != channels || constant.Shape is not [.., var last] || last != channels) return false;
        convolution.Input.Add(to.Graph.Constant($"{constant.Name}:bias", [channels], constant.Floats));
        return true;
    }

    private static void AddTensors(TranslatedGraph to, GraphNode node)
    {
        var a = to.Graph.Settled(to.View(node, 0));
        var b = to.View(node, 1);
        if (a.Rank != b.Rank) throw node.Error("its tensors differ in their number of axes");
        Emit(to, node, a, to.Graph.Ordered(b, a.Order));
    }

    private static void Emit(TranslatedGraph to, GraphNode node, View a, View b)
    {
        var name = to.NameFor(node.Name);
        to.Graph.Add("Add", [a.Tensor, b.Tensor], [name]);
        int[] shape = [.. a.Shape.Zip(b.Shape, (x, y) => x == y || y == 1 ? x : x == 1 ? y : throw node.Error("its tensors' shapes do not fit"))];
        to.Set(node.Name, a with { Tensor = name, Shape = shape });
    }
}
