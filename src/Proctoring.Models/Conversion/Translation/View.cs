namespace Proctoring.Models.Conversion.Translation;

/// <summary>
/// A tensor of the TensorFlow graph as an ONNX tensor seen in another order of axes, in a border not yet drawn. Transposes and pads between
/// TensorFlow's NHWC operations so cost nothing: they change the view, and the operation that needs them absorbs them.
/// </summary>
/// <param name="Tensor">Name of the ONNX tensor.</param>
/// <param name="Shape">Sizes of the ONNX tensor's axes, without the border; the batch is <see cref="Onnx.OnnxGraph.Free"/>.</param>
/// <param name="Order">TensorFlow axis i is ONNX axis <c>Order[i]</c>.</param>
internal sealed record View(string Tensor, int[] Shape, int[] Order, Border? Border = null)
{
    public int Rank => Order.Length;

    /// <summary>The ONNX axis of a TensorFlow axis, which may count from the end.</summary>
    public int Axis(int axis) => Order[axis < 0 ? axis + Rank : axis];
}

/// <summary>A border that TensorFlow's Pad drew around a tensor.</summary>
/// <param name="Name">Name of the Pad operation, for the ONNX tensor if one has to be made.</param>
/// <param name="Before">Cells before the first, by ONNX axis.</param>
/// <param name="After">Cells after the last, by ONNX axis.</param>
internal sealed record Border(string Name, int[] Before, int[] After, float Value)
{
    /// <summary>True where only height and width of an NCHW tensor are framed, which convolutions and pools can do themselves.</summary>
    public bool IsSpatial => Before is [0, 0, _, _] && After is [0, 0, _, _];
}
