namespace Proctoring.Vision.Manifests;

/// <summary>NanoDet: for each level an output of scores and one of distances to the sides.</summary>
/// <param name="Bins">Bins of each side's distance distribution, 2–64.</param>
public sealed record NanoDetSettings(int Bins, IReadOnlyList<HeadLevel> Levels) : ModelHead
{
    internal override string? Complaint(ModelInput input)
    {
        if (Bins is < 2 or > 64) return "head.bins must be 2 to 64";
        if (Levels.Count == 0 || Levels.Any(level => level is null)) return "head.levels is empty or has a null";
        return Levels.All(level => Cells.Fit(level.Stride, input)) ? null : "each head.levels stride must divide the input size";
    }
}

/// <param name="Stride">Pixels of the model's input that a cell of this level spans.</param>
/// <param name="Scores">Output [n, cells, classes], after the sigmoid.</param>
/// <param name="Boxes">Output [n, cells, 4 × bins]: left, top, right, bottom distance logits.</param>
public sealed record HeadLevel(int Stride, string Scores, string Boxes);
