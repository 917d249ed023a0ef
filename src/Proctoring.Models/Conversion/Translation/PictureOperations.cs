using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Tfjs;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>Operations on pictures: NHWC in TensorFlow, NCHW in ONNX.</summary>
internal static class PictureOperations
{
    // TensorFlow keeps kernels as height, width, in, out; ONNX as out, in, height, width.
    private static readonly int[] KernelOrder = [3, 2, 0, 1];

    public static void Convolution(TranslatedGraph to, GraphNode node)
    {
        var kernel = to.Constant(node, 1);
        if (kernel is not { Floats: not null, Shape: [var height, var width, var channelsIn, var channelsOut] })
            throw node.Error("its kernel is not four-dimensional");
        if (node.Integers("dilations") is not [1, var down, var right, 1]) throw node.Error("its dilations leave height and width");
        var window = Window.Over(to, node, [height, width], [down, right], absorbed: 0);
        if (window.Input.Shape[1] != channelsIn)
            throw node.Error($"its kernel takes {channelsIn} channels and the tensor has {window.Input.Shape[1]}");
        var weights = to.Graph.Constant($"{kernel.Name}:kernel", [channelsOut, channelsIn, height, width], kernel.Transposed(KernelOrder));
        Emit(to, node, "Conv", window, [window.Input.Tensor, weights], channelsOut);
    }

    public static void MaxPool(TranslatedGraph to, GraphNode node)
    {
        if (node.Integers("ksize") is not [1, var height, var width, 1]) throw node.Error("its window leaves height and width");
        // ONNX pads a maximum with minus infinity, so only this border can be absorbed. ONNX Runtime (1.31) folds a drawn border of any other
        // value into the pool all the same, which changes the numbers.
        if (to.View(node, 0).Border is { Value: var value } && !float.IsNegativeInfinity(value))
            throw node.Error($"its input has a border of {value}; minus infinity is supported");
        var window = Window.Over(to, node, [height, width], [1, 1], absorbed: float.NegativeInfinity);
        Emit(to, node, "MaxPool", window, [window.Input.Tensor], window.Input.Shape[1]);
    }

    public static void ResizeBilinear(TranslatedGraph to, GraphNode node)
    {
        var input = to.Graph.Ordered(to.View(node, 0), Axes.PictureInNchw);
        if (to.Integers(node, 1) is not [> 0 and var height, > 0 and var width]) throw node.Error("its size is not a height and a width");
        var mode = node.Flag("align_corners") ? "align_corners" : node.Flag("half_pixel_centers") ? "half_pixel" : "asymmetric";
        var name = to.NameFor(node.Name);
        // Scales rather than sizes: sizes would fix the batch.
        float[] scales = [1, 1, Scale(input.Shape[2], height), Scale(input.Shape[3], width)];
        to.Graph.Add("Resize", [input.Tensor, "", to.Graph.Constant($"{name}:scales", [4], scales)], [name],
            OnnxAttribute.Text("mode", "linear"), OnnxAttribute.Text("coordinate_transformation_mode", mode));
        to.Set(node.Name, new View(name, [input.Shape[0], input.Shape[1], height, width], Axes.PictureInNchw));
    }

    /// <summary>ONNX rounds size × scale down, so a quotient that fell just short takes the next number up.</summary>
    private static float Scale(int from, int to)
    {
        var scale = (float)to / from;
        return MathF.Floor(from * scale) < to ? MathF.BitIncrement(scale) : scale;
    }

    private static void Emit(TranslatedGraph to, GraphNode node, string operation, Window window, string[] inputs, int channels)
    {
        var name = to.NameFor(node.Name);
        to.Graph.Add(operation, inputs, [name], window.Attributes());
        to.Set(node.Name, new View(name, [window.Input.Shape[0], channels, window.Height, window.Width], Axes.PictureInNchw));
    }
}
