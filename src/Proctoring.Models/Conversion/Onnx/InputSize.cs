using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Conversion.Onnx;

/// <summary>
/// Declares another input size for a detector that is convolutions throughout: each of its layers takes any size, and a head has as many
/// cells more or fewer as the picture has pixels. That nothing inside is bound to the size is shown by the trial that follows.
/// </summary>
internal static class InputSize
{
    /// <exception cref="ModelException">The graph's input is no picture, or its outputs cannot have the size.</exception>
    public static void Set(ModelProto model, int width, int height)
    {
        if (model.Graph.Input is not [{ Type.TensorType.Shape.Dim: [_, _, var oldHeight, var oldWidth] }])
            throw new ModelException("The graph's input is no picture in NCHW, so its size cannot be changed.");
        var (before, now) = (oldHeight.DimValue * oldWidth.DimValue, (long)height * width);
        if (oldHeight.DimValue == height && oldWidth.DimValue == width) return;
        (oldHeight.DimValue, oldWidth.DimValue) = (height, width);
        foreach (var output in model.Graph.Output)
        {
            if (output.Type.TensorType.Shape.Dim is not [_, var cells, _] || cells.DimValue * now % before != 0)
                throw new ModelException($"The output {output.Name} cannot be had of pictures of {width} × {height} pixels.");
            cells.DimValue = cells.DimValue * now / before;
        }
    }
}
