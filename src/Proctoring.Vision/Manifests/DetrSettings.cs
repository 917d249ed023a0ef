namespace Proctoring.Vision.Manifests;

/// <summary>RT-DETR and its kin: a fixed number of queries, each with a box and scores of its own.</summary>
/// <param name="Queries">1–10,000.</param>
/// <param name="Logits">Whether scores are still to go through the sigmoid.</param>
/// <param name="Output">Output [n, queries, 4 + classes]: centre x, centre y, width, height as shares (0–1) of the input, a score a class.</param>
/// <param name="Boxes">In place of <paramref name="Output"/>: output [n, queries, 4], boxes as there.</param>
/// <param name="Scores">In place of <paramref name="Output"/>: output [n, queries, classes].</param>
public sealed record DetrSettings(int Queries, bool Logits, string? Output = null, string? Boxes = null, string? Scores = null) : ModelHead
{
    internal override string? Complaint(ModelInput input)
    {
        if (Queries is < 1 or > 10_000) return "head.queries must be 1 to 10,000";
        return (Output, Boxes, Scores) is (not null, null, null) or (null, not null, not null) ? null : "head needs either output, or boxes and scores";
    }
}
