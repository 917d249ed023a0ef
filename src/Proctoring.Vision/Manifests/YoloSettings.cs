namespace Proctoring.Vision.Manifests;

/// <summary>YOLOv8, YOLO11 and others without objectness and anchors: one output, still to be suppressed.</summary>
/// <param name="Output">Output [n, 4 + classes, cells]: centre x, centre y, width, height in pixels of the input, a score (0–1) a class.</param>
/// <param name="Transposed">Whether the output is [n, cells, 4 + classes] instead. Default false.</param>
/// <param name="Strides">Pixels that a cell spans, a level each: they give the number of cells. Default 8, 16, 32.</param>
public sealed record YoloSettings(string Output, bool Transposed = false, IReadOnlyList<int>? Strides = null) : ModelHead
{
    internal override string? Complaint(ModelInput input) => StrideList.Complaint(Strides, input);
}
