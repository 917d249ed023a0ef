using Microsoft.ML.OnnxRuntime.Tensors;

namespace Proctoring.Vision.Manifests;

/// <summary>The picture tensor a model takes.</summary>
/// <param name="Name">Name of the graph's input.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Layout">Order of the axes: <c>NCHW</c> or <c>NHWC</c>.</param>
/// <param name="Channels">Order of the colour planes: <c>BGR</c> or <c>RGB</c>.</param>
/// <param name="Mean">Subtracted from each channel (0–255), in the order of <paramref name="Channels"/>.</param>
/// <param name="Std">Divides each channel afterwards, in the same order.</param>
/// <param name="Colour"><c>any</c>, or <c>gray</c> where the model was trained on gray pictures only.</param>
/// <param name="Type"><c>float</c> (the default), <c>half</c>, or <c>uint8</c> where the model itself normalises: mean 0, std 1.</param>
public sealed record ModelInput(
    string Name, int Width, int Height, string Layout, string Channels,
    IReadOnlyList<float> Mean, IReadOnlyList<float> Std, LetterboxSettings Letterbox, string Colour, string Type = "float")
{
    /// <summary>Dimensions without the batch, which comes first.</summary>
    internal int[] Shape => Layout == "NHWC" ? [Height, Width, 3] : [3, Height, Width];

    internal TensorElementType ElementType => Type switch
    {
        "half" => TensorElementType.Float16,
        "uint8" => TensorElementType.UInt8,
        _ => TensorElementType.Float,
    };
}

/// <param name="Align">
/// Where the picture sits in the box: <c>centre</c> or <c>start</c> (top left); or <c>stretch</c>: it covers the box, whatever
/// becomes of its aspect.
/// </param>
/// <param name="Fill">Gray value (0–255) of the bars, before normalisation.</param>
public sealed record LetterboxSettings(string Align, float Fill);
