namespace Proctoring.Testing;

/// <summary>
/// A graph that tells what it was shown, in the shape of any head's outputs: 32×32 pixels, divided into the cells of some
/// strides, and a few numbers a cell.
/// </summary>
public sealed record TinyGraph
{
    public const int Side = 32;

    /// <summary>Pictures a run; −1 for any number.</summary>
    public int Batch { get; init; } = -1;

    public string Layout { get; init; } = "NCHW";

    /// <summary>Bytes are 0–255; other types are taken as 0–1.</summary>
    public OnnxType InputType { get; init; } = OnnxType.Float;

    public OnnxType OutputType { get; init; } = OnnxType.Float;

    public int[] Strides { get; init; } = [8, 16, 32];

    /// <summary>Cells of all strides, in their order and row by row.</summary>
    public int Cells => Strides.Sum(CellsOf);

    /// <summary>The model; its input is called <c>picture</c>.</summary>
    public byte[] Onnx(params TinyOutput[] outputs) => OnnxWriter.Model(graph =>
    {
        graph.Input("picture", InputType, Layout == "NHWC" ? [Batch, Side, Side, 3] : [Batch, 3, Side, Side]);
        graph.Node("Cast", ["picture"], "floats", ("to", (long)OnnxType.Float));
        graph.Node("Transpose", ["floats"], "planes", ("perm", Layout == "NHWC" ? [0, 3, 1, 2] : [0, 1, 2, 3]));
        foreach (var output in outputs) Add(graph, output);
    });

    private void Add(OnnxWriter graph, TinyOutput output)
    {
        var (name, channels) = (output.Name, output.Channels.Length);
        foreach (var stride in Strides)
        {
            graph.Constant($"{name}/weights{stride}", Weights(output, stride), channels, 3, stride, stride)
                .Node("Conv", ["planes", $"{name}/weights{stride}"], $"{name}/means{stride}", ("kernel_shape", [stride, stride]), ("strides", [stride, stride]))
                .Constant($"{name}/flat{stride}", 0, channels, -1) // 0 keeps the batch
                .Node("Reshape", [$"{name}/means{stride}", $"{name}/flat{stride}"], $"{name}/level{stride}");
        }
        graph.Node("Concat", [.. Strides.Select(stride => $"{name}/level{stride}")], $"{name}/levels", ("axis", 2))
            .Constant($"{name}/gains", [.. output.Channels.SelectMany(channel => channel.Gains ?? new float[Cells])], 1, channels, Cells)
            .Node("Mul", [$"{name}/levels", $"{name}/gains"], $"{name}/seen")
            .Constant($"{name}/constants", [.. output.Channels.SelectMany(channel => channel.Constants)], 1, channels, Cells)
            .Node("Add", [$"{name}/seen", $"{name}/constants"], $"{name}/numbers")
            .Node("Transpose", [$"{name}/numbers"], $"{name}/ordered", ("perm", output.CellsFirst ? [0, 2, 1] : [0, 1, 2]))
            .Node("Cast", [$"{name}/ordered"], name, ("to", (long)OutputType))
            .Output(name, OutputType, output.CellsFirst ? [Batch, Cells, channels] : [Batch, channels, Cells]);
    }

    // Means by convolution: the filter of a channel has its plane's share of each pixel.
    private float[] Weights(TinyOutput output, int stride)
    {
        var white = InputType == OnnxType.UInt8 ? 255f : 1;
        return [.. output.Channels.SelectMany(channel => Enumerable.Range(0, 3).SelectMany(plane =>
            Enumerable.Repeat(plane == channel.Plane ? 1 / white / (stride * stride) : 0, stride * stride)))];
    }

    private static int CellsOf(int stride) => Side / stride * (Side / stride);
}
