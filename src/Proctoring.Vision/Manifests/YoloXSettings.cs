namespace Proctoring.Vision.Manifests;

/// <summary>YOLOX: one output with an objectness beside the class scores.</summary>
/// <param name="Output">Output [n, cells, 5 + classes]: x, y, width, height, objectness, a score a class.</param>
/// <param name="Logits">Whether objectness and class scores are still to go through the sigmoid.</param>
/// <param name="Decoded">Whether boxes are pixels of the input already: otherwise offsets within the cell and logarithms, both in strides.</param>
/// <param name="Strides">Pixels that a cell spans, a level each, in the order of the output's cells. Default 8, 16, 32.</param>
public sealed record YoloXSettings(string Output, bool Logits, bool Decoded, IReadOnlyList<int>? Strides = null) : ModelHead
{
    internal override string? Complaint(ModelInput input) => StrideList.Complaint(Strides, input);
}
