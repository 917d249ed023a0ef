using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Tfjs;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>The window a convolution or pool slides over an NCHW tensor: TensorFlow's padding rules as ONNX's numbers.</summary>
/// <param name="Pads">Top, left, bottom, right.</param>
/// <param name="Strides">Down, right.</param>
/// <param name="Height">Of the result.</param>
/// <param name="Width">Of the result.</param>
internal sealed record Window(View Input, int[] Kernel, int[] Pads, int[] Strides, int[] Dilations, int Height, int Width)
{
    /// <param name="absorbed">The border value that the operation's own padding stands for; any other border is drawn.</param>
    public static Window Over(TranslatedGraph to, GraphNode node, int[] kernel, int[] dilations, float absorbed)
    {
        if (node.Text("data_format") != "NHWC") throw node.Error($"its data_format is {node.Text("data_format")}; NHWC is supported");
        if (node.Integers("strides") is not [1, var down, var right, 1]) throw node.Error("its strides leave height and width");
        var padding = node.Text("padding");
        var input = to.View(node, 0);
        var absorbs = padding == "VALID" && input.Border is { IsSpatial: true } border && border.Value.Equals(absorbed);
        if (!absorbs || !input.Order.AsSpan().SequenceEqual(Axes.PictureInNchw)) input = to.Graph.Ordered(input, Axes.PictureInNchw);

        var (top, bottom) = Pad(node, padding, input, 2, Reach(kernel[0], dilations[0]), down);
        var (left, rightPad) = Pad(node, padding, input, 3, Reach(kernel[1], dilations[1]), right);
        var height = (input.Shape[2] + top + bottom - Reach(kernel[0], dilations[0])) / down + 1;
        var width = (input.Shape[3] + left + rightPad - Reach(kernel[1], dilations[1])) / right + 1;
        if (height < 1 || width < 1) throw node.Error("its window is larger than the tensor");
        return new Window(input, kernel, [top, left, bottom, rightPad], [down, right], dilations, height, width);
    }

    public AttributeProto[] Attributes() =>
    [
        OnnxAttribute.Integers("kernel_shape", Kernel),
        OnnxAttribute.Integers("pads", Pads),
        OnnxAttribute.Integers("strides", Strides),
        OnnxAttribute.Integers("dilations", Dilations),
    ];

    /// <summary>Cells from a window's first to its last.</summary>
    private static int Reach(int kernel, int dilation) => (kernel - 1) * dilation + 1;

    /// <summary>SAME is https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2: the odd cell goes to the end.</summary>
    private static (int Before, int After) Pad(GraphNode node, string padding, View input, int axis, int reach, int stride)
    {
        switch (padding)
        {
            case "VALID":
                return (input.Border?.Before[axis] ?? 0, input.Border?.After[axis] ?? 0);
            case "SAME":
                var windows = (input.Shape[axis] + stride - 1) / stride;
                var missing = Math.Max(0, (windows - 1) * stride + reach - input.Shape[axis]);
                return (missing / 2, missing - missing / 2);
            default:
                throw node.Error($"its padding is {padding}; VALID and SAME are supported");
        }
    }
}
