namespace Proctoring.Vision.Manifests;

/// <summary>YOLO exported end to end: the model has done the suppression.</summary>
/// <param name="Output">Output [n, rows, 6]: left, top, right, bottom in pixels of the input, score (0–1), class index.</param>
/// <param name="Rows">Boxes the model always gives, 1–10,000; those of score 0 fill the rest.</param>
public sealed record YoloNmsSettings(string Output, int Rows) : ModelHead
{
    internal override string? Complaint(ModelInput input) => Rows is >= 1 and <= 10_000 ? null : "head.rows must be 1 to 10,000";
}
